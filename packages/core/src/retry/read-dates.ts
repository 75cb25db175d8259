import { nextShanghaiMidnight } from "../time/shanghai.ts";
import type { ReadDelay } from "./delay.ts";
import { parseRetryAfter } from "./retry-after.ts";

/**
 * Reads `Retry-After` also where it is a date, and tells when a daily quota starts anew.
 *
 * @example
 * ```ts
 * const client = createLeanClient({ token, catalog, readDelay: readDates });
 * ```
 */
export const readDates: ReadDelay = (readHeader, closes) => {
  const now = Date.now();
  // A date is meant by the clock that wrote it, which also dates the reply.
  const sentAt = Date.parse(readHeader("date") ?? "") || now;
  return {
    retryAfterMs: parseRetryAfter(readHeader("retry-after"), sentAt),
    resetsAt: closes === "operation-for-today" ? nextShanghaiMidnight(now) : undefined,
  };
};
