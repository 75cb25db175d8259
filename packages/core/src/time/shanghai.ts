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
  const number = Math.floor((now + shanghaiOffsetMs) / dayMs);
  if (number !== lastDay.number) lastDay = { number, text: new Date(number * dayMs).toISOString().slice(0, 10) };
  return lastDay.text;
}

// Every call asks, and nearly always on the same day.
let lastDay = { number: Number.NaN, text: "" };
