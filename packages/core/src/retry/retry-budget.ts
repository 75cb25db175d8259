/** A token bucket over all calls of a client: an outage at the vendor must not triple the traffic. */
export interface RetryBudget {
  /** Takes one retry; false when the bucket is empty. */
  take(): boolean;
  /** A success fills the bucket a little. */
  refill(): void;
}

/** Starts full. In the long run at most one retry for ten successes, after a first burst of `capacity`. */
export function createRetryBudget(capacity = 20, refillPerSuccess = 0.1): RetryBudget {
  let tokens = capacity;
  return {
    take: () => {
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    refill: () => {
      tokens = Math.min(capacity, tokens + refillPerSuccess);
    },
  };
}
