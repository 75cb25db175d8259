/** How a request ended, as a limiter wants to know it. */
export type RequestOutcome = "succeeded" | "limited" | "failed";

/** Decides when a request may be sent. Give your own to share one limit between processes. */
export interface RateLimiter {
  /** Resolves when a request may go out, to a function that must be told how it ended. Rejects when aborted or full. */
  acquire(operation: string, signal?: AbortSignal): Promise<(outcome: RequestOutcome) => void>;
  /** Like `acquire` where a request may go out at this moment; `undefined` where it has to wait. Spares a promise. */
  tryAcquire?(operation: string): ((outcome: RequestOutcome) => void) | undefined;
}

/** Too many requests wait already. */
export class QueueOverflow extends Error {}
