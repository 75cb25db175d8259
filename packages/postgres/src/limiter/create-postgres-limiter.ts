import { randomUUID } from "node:crypto";
import type { RateLimiter, Release } from "@just-one/core";
import { checkShared, type SharedOptions } from "../shared-options.ts";
import { createSharedLane, type SharedLane } from "./shared-lane.ts";

/** Limits of each operation of an account, over all machines. */
export interface PostgresLimiterOptions extends SharedOptions {
  /** Requests of one operation under way at once, at most, on all machines together. @default 16 */
  readonly concurrency?: number | undefined;
  /**
   * Requests of one operation started in a minute, on all machines together: evenly, one after the other, since each
   * gets a start of its own to come.
   * @default none
   */
  readonly requestsPerMinute?: number | undefined;
  /** So many of `requestsPerMinute` may start at once after a time in which few did. @default 1 */
  readonly burst?: number | undefined;
  /**
   * Milliseconds that an operation rests after a 302 without `Retry-After`, at random up to twice that. Half as many run
   * at once afterwards, on all machines together and once for those that were under way together; successes let it grow back.
   * @default 5000
   */
  readonly pauseMs?: number | undefined;
  /** Requests of one operation that may wait in this process; the next one fails instead of filling the memory. @default 10_000 */
  readonly maxQueue?: number | undefined;
}

/** A limiter that all machines share which reach its database. */
export interface PostgresLimiter extends RateLimiter {
  acquire(operation: string, signal?: AbortSignal): Promise<Release>;
  /** Gives back what this process has of the limits; the pool stays open. */
  close(): Promise<void>;
}

/**
 * A limiter in PostgreSQL. Each process leases places and starts for some seconds, and asks again every two seconds and
 * when it needs more: a call seldom waits for the database. What a process has that dies is free after ten seconds.
 *
 * While the database is away, calls go on with what is leased; after that they fail, unsent.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * const rateLimiter = createPostgresLimiter({ pool, concurrency: 32, requestsPerMinute: 600 });
 * const client = createClient({ token, rateLimiter });
 * ```
 */
export function createPostgresLimiter(options: PostgresLimiterOptions): PostgresLimiter {
  const {
    pool,
    account,
    concurrency = 16,
    requestsPerMinute = Infinity,
    burst = 1,
    pauseMs = 5000,
    maxQueue = 10_000,
  } = checkShared("limiter", options, { concurrency: 1, requestsPerMinute: 1, burst: 1, pauseMs: 0, maxQueue: 0 });
  const shape = {
    concurrency: Math.min(concurrency, endless),
    requestsPerMinute: requestsPerMinute === Infinity ? undefined : requestsPerMinute,
    burst: Math.min(burst, endless),
    pauseMs: Math.min(pauseMs, endless * 1000),
    maxQueue,
  };
  const holder = randomUUID();
  const lanes = new Map<string, SharedLane>();
  return {
    acquire: async (operation, signal) => {
      const lane = lanes.get(operation) ?? createSharedLane({ pool, account, holder, operation, ...shape });
      lanes.set(operation, lane);
      return lane.acquire(signal);
    },
    close: async () => {
      await Promise.all([...lanes.values()].map(async (lane) => lane.close()));
    },
  };
}

/** JSON has no `Infinity`, and a column of the database ends somewhere. */
const endless = 1_000_000;
