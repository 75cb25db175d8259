import { createLane } from "./lane.ts";
import { createLimiter } from "./limiter.ts";
import type { AdaptiveLimiterOptions } from "./limiter-options.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { createRest } from "./rest.ts";

/**
 * An in-memory limiter for bundles. After a 302 an operation rests, and half as many requests run at once; that of the main
 * entry also learns the pace that the vendor lets through, and knows that Cloudflare's workers end requests without a word.
 *
 * @throws ConfigError when the options cannot work
 */
export function createAdaptiveLimiter(given: AdaptiveLimiterOptions = {}): RateLimiter {
  return createLimiter(given, (options) => createLane(options, createRest(options.pauseMs)).acquire);
}
