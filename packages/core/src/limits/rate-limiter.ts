/** How a request ended, as a limiter wants to know it. */
export type RequestOutcome = "succeeded" | "limited" | "failed";

/** Decides when a request may be sent. Give your own to share one limit between processes. */
export interface RateLimiter {
  /**
   * Gives the function that must be told how the request ended: at once when it may go out, else as a promise, which
   * rejects when aborted or full. For `limited` it gets the `Retry-After` of the vendor in milliseconds, if there is one;
   * a number that it returns is how long the operation rests now, and is told as the event `paused`.
   */
  acquire(operation: string, signal?: AbortSignal): Release | Promise<Release>;
}

/** What has to be told how a request ended. */
export type Release = (outcome: RequestOutcome, retryAfterMs?: number) => unknown;

/** Too many requests wait already. */
export class QueueOverflow extends Error {}
