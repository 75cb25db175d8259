const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
// China keeps one offset all year and has no summer time (since 1991).
const shanghaiOffsetMs = 8 * hourMs;

/** The next 00:00 in Shanghai after `now` (epoch milliseconds), whatever the machine's own time zone. */
export function nextShanghaiMidnight(now: number): Date {
  const localDay = Math.floor((now + shanghaiOffsetMs) / dayMs);
  return new Date((localDay + 1) * dayMs - shanghaiOffsetMs);
}

/** The day in Shanghai, as `2026-11-24`: the vendor's quotas and bills count by it. */
export function shanghaiDay(now: number): string {
  return new Date(now + shanghaiOffsetMs).toISOString().slice(0, 10);
}
