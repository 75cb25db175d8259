/** How a request ended, as a limiter wants to know it. */
export type RequestOutcome = "succeeded" | "limited" | "failed";

/** Decides when a request may be sent. Give your own to share one limit between processes. */
export interface RateLimiter {
  /**
   * Gives the function that must be told how the request ended: at once when it may go out, else as a promise, which
   * rejects when aborted or full.
   */
  acquire(
    operation: string,
    signal?: AbortSignal,
  ): ((outcome: RequestOutcome) => void) | Promise<(outcome: RequestOutcome) => void>;
}

/** What has to be told how a request ended. */
export type Release = Awaited<ReturnType<RateLimiter["acquire"]>>;

/** Too many requests wait already. */
export class QueueOverflow extends Error {}
