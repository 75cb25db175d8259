/** Reads a `Retry-After` header, seconds or an HTTP date, as milliseconds from `now`; `undefined` for anything else. */
export function parseRetryAfter(header: string | null | undefined, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // Only the three forms of RFC 9110 begin with a day's name; `Date.parse` alone takes nearly anything.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
