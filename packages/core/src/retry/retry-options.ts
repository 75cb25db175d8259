import type { Shape } from "../options/read-options.ts";

/** When and how a failed attempt is tried again; only one that provably cost nothing is, unless `retryUnknown`. */
export interface RetryOptions {
  /**
   * Attempts in all, the first included. A code's own limit may be lower (503: two). Answers with 302 do not count, unless
   * this is 1: they are waited out, for about an hour in all without `Retry-After`; `deadlineMs` bounds that.
   * @default 3
   */
  readonly maxAttempts?: number | undefined;
  /**
   * Milliseconds; before the n-th retry the wait is random between 0 and `baseMs * 2 ** (n - 1)`. For code 302 it is
   * at least `baseMs`, or what the vendor's `Retry-After` says.
   * @default 1000, for code 302 5000
   */
  readonly baseMs?: number | undefined;
  /**
   * Milliseconds; no wait is longer. When `Retry-After` asks for more, the call fails instead of waiting.
   * @default 30_000, and for the `Retry-After` of code 302 an hour
   */
  readonly capMs?: number | undefined;
  /**
   * Also try again when nobody knows whether the attempt was billed: time-outs, resets, cut bodies, gateway pages,
   * unknown codes. **Every such retry may be paid for a second time.**
   * @default false
   */
  readonly retryUnknown?: boolean | undefined;
}

export const retryShape: Shape<RetryOptions> = { maxAttempts: 1, baseMs: 0, capMs: 0, retryUnknown: "true or false" };

/** What `retry` of a client or a call may be. */
export const retryOption: readonly [string, typeof retryShape] = [
  "an object or false, such as { maxAttempts: 3 }",
  retryShape,
];
