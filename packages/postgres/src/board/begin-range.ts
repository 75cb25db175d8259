import type { RateLimiter } from "@just-one/core/lean";

/** The range that was begun last, of each limiter and operation; resolves when its last item has been handed out. */
const begun = new WeakMap<RateLimiter, Map<string, Promise<unknown>>>();

/**
 * Waits until no other range of this limiter has items to hand out; returns what to call when this one has none either. Side by side
 * they would share the same places, and each would need commits of its own for its half of the requests. What the one before has under
 * way still overlaps.
 */
export async function beginRange(limiter: RateLimiter, operation: string, stop: AbortSignal): Promise<() => void> {
  const ranges = begun.get(limiter) ?? new Map<string, Promise<unknown>>();
  begun.set(limiter, ranges);
  const before = ranges.get(operation) ?? Promise.resolve();
  const own = Promise.withResolvers<void>();
  ranges.set(operation, Promise.all([before, own.promise]));
  const stopped = Promise.withResolvers<void>();
  const onStop = (): void => stopped.resolve();
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();
  await Promise.race([before, stopped.promise]);
  stop.removeEventListener("abort", onStop);
  return own.resolve;
}
