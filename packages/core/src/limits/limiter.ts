import { checkNumbers } from "../check-numbers.ts";
import { findOrCreate } from "../find-or-create.ts";
import type { Lane } from "./lane.ts";
import type { AdaptiveLimiterOptions } from "./limiter-options.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** A limiter with a lane for each operation. @throws ConfigError when the options cannot work */
export function createLimiter(
  given: AdaptiveLimiterOptions,
  createAcquire: (options: AdaptiveLimiterOptions) => Lane["acquire"],
): RateLimiter {
  const options = { ...given }; // read once, whatever becomes of the caller's
  checkNumbers("rateLimiter.", options, { concurrency: 1, requestsPerMinute: 1, maxQueue: 0, pauseMs: 0 });
  const lanes = new Map<string, Lane["acquire"]>();
  const create = (): Lane["acquire"] => createAcquire(options);
  return { acquire: (operation, signal) => findOrCreate(lanes, operation, create)(signal) };
}
