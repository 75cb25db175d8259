const offsetMs = 8 * 3_600_000; // no summer time since 1991

/** The day in Shanghai, by which the vendor counts, as `2026-11-24`. */
export function shanghaiDay(now: Date): string {
  return new Date(now.getTime() + offsetMs).toISOString().slice(0, 10);
}

/** When the next day begins there. */
export function nextShanghaiDay(now: Date): Date {
  return new Date(Date.parse(`${shanghaiDay(now)}T00:00:00+08:00`) + 24 * 3_600_000);
}
