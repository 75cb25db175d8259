import { createAdaptiveLimiter, type RateLimiter } from "@just-one/core/lean";
import { createPostgresLimiter, type PostgresPool } from "@just-one/postgres";

/** How much of an operation may be under way, and start. */
export interface Limits {
  /** Lets requests of an operation leave, whatever ranges of it are in hand: what code 302 has taught stays known. */
  readonly find: (operation: string) => RateLimiter;
  /** Gives back what this worker has of limits that all share. */
  readonly close: () => Promise<void>;
}

export interface LimitsOptions {
  /** Of this worker. */
  readonly concurrency: number;
  /** Of all machines together. */
  readonly totalConcurrency?: number;
  /** Of all machines together. */
  readonly requestsPerMinute?: number;
}

/** Limits of this worker by itself, or those that it shares with all workers of the store. */
export function openLimits(pool: PostgresPool, options: LimitsOptions): Limits {
  const { concurrency, totalConcurrency, requestsPerMinute } = options;
  if (totalConcurrency !== undefined || requestsPerMinute !== undefined) {
    const shared = createPostgresLimiter({ pool, concurrency: totalConcurrency ?? Infinity, requestsPerMinute });
    return { find: () => shared, close: () => shared.close() };
  }
  const own = new Map<string, RateLimiter>();
  return {
    find: (operation) => {
      const limiter = own.get(operation) ?? createAdaptiveLimiter({ concurrency });
      own.set(operation, limiter);
      return limiter;
    },
    close: async () => {},
  };
}
