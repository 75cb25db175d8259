import type { Shape } from "../options/read-options.ts";

/** Limits of each operation. */
export interface AdaptiveLimiterOptions {
  /**
   * Requests of one operation under way at once, at most.
   * @default 16
   */
  readonly concurrency?: number | undefined;
  /**
   * Requests of one operation started in any 60 seconds, at most.
   * @default none
   */
  readonly requestsPerMinute?: number | undefined;
  /**
   * Lets an operation rest when the vendor answers with 302, as long as `Retry-After` says or `pauseMs`; after that half
   * as many run at once, at the pace that the vendor let through. Both grow back with successes.
   * @default true
   */
  readonly adaptive?: boolean | undefined;
  /**
   * Milliseconds that an operation rests at least after a 302 without `Retry-After`, at random up to twice that, and
   * longer, up to 30 s, while nothing is let through.
   * @default 5000, or `baseMs` of the client's `retry`
   */
  readonly pauseMs?: number | undefined;
  /**
   * Requests of one operation that may wait; the next one fails instead of filling the memory.
   * @default 10_000
   */
  readonly maxQueue?: number | undefined;
}

export const limiterShape: Shape<AdaptiveLimiterOptions> = {
  concurrency: 1,
  requestsPerMinute: 1,
  adaptive: "true or false",
  pauseMs: 0,
  maxQueue: 0,
};
