import { createLane } from "./lane.ts";
import { createLimiter } from "./limiter.ts";
import type { AdaptiveLimiterOptions } from "./limiter-options.ts";
import { createPace } from "./pace.ts";
import { createPolling, mayVanish } from "./presence.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/**
 * An in-memory limiter: per operation, first come first served, abortable, with a bounded queue.
 *
 * @throws ConfigError when the options cannot work
 */
export function createAdaptiveLimiter(given: AdaptiveLimiterOptions = {}): RateLimiter {
  return createLimiter(given, (options) => {
    const lane = createLane(options, createPace(options.pauseMs));
    return mayVanish() ? createPolling(lane, options) : lane.acquire;
  });
}
