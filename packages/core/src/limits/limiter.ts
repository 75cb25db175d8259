import { findOrCreate } from "../find-or-create.ts";
import { readOptions } from "../options/read-options.ts";
import type { Lane } from "./lane.ts";
import { type AdaptiveLimiterOptions, limiterShape } from "./limiter-options.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** A limiter with a lane for each operation. @throws ConfigError when the options cannot work */
export function createLimiter(
  given: AdaptiveLimiterOptions,
  createAcquire: (options: AdaptiveLimiterOptions) => Lane["acquire"],
): RateLimiter {
  const options = readOptions("rateLimiter.", given, limiterShape);
  const lanes = new Map<string, Lane["acquire"]>();
  const create = (): Lane["acquire"] => createAcquire(options);
  return { acquire: (operation, signal) => findOrCreate(lanes, operation, create)(signal) };
}
