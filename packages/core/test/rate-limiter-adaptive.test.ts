import { createAdaptiveLimiter, type RateLimiter, type RequestOutcome } from "@just-one/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const operation = "GET /things/v1";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Release = (outcome: RequestOutcome, retryAfterMs?: number) => unknown;

/** Starts as many requests as the limiter lets go at once. */
async function fill(limiter: RateLimiter): Promise<Release[]> {
  const releases: Release[] = [];
  for (;;) {
    const stop = new AbortController();
    const acquired = Promise.resolve(limiter.acquire(operation, stop.signal)).then(
      (release) => releases.push(release),
      () => 0,
    );
    await vi.advanceTimersByTimeAsync(0);
    const before = releases.length;
    stop.abort(); // too late for one that has started
    if ((await acquired) === 0) return releases;
    expect(releases).toHaveLength(before);
  }
}

/** How many requests the limiter lets go at once now; ends them without a word about the vendor. */
async function measure(limiter: RateLimiter): Promise<number> {
  const releases = await fill(limiter);
  for (const release of releases) release("failed");
  return releases.length;
}

describe("after an answer with 302", () => {
  test("half as many run at once, once for all that were under way together", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 16, pauseMs: 0 });
    const burst = await fill(limiter);
    expect(burst).toHaveLength(16);
    await vi.advanceTimersByTimeAsync(1000);
    for (const release of burst) release("limited");
    expect(await measure(limiter)).toBe(8);
  });

  test("the next burst halves again, down to one and no further", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 16, pauseMs: 0 });
    for (const expected of [8, 4, 2, 1, 1]) {
      await vi.advanceTimersByTimeAsync(1000);
      const burst = await fill(limiter);
      await vi.advanceTimersByTimeAsync(1000);
      for (const release of burst) release("limited");
      expect(await measure(limiter)).toBe(expected);
    }
  });

  test("successes bring the places back one by one, up to the limit and no further", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 4, pauseMs: 0 });
    await vi.advanceTimersByTimeAsync(1000);
    for (const release of await fill(limiter)) release("limited"); // also within one tick of the clock
    const places: number[] = [];
    for (let successes = 0; successes < 30; successes += 1) {
      places.push(await measure(limiter));
      (await limiter.acquire(operation))("succeeded");
    }
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBe(2);
    expect(places.indexOf(3)).toBe(3); // two successes for a place beside two, with a rounding
    expect(new Set(places)).toEqual(new Set([2, 3, 4]));
  });

  test("other failures change nothing", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 4 });
    for (const release of await fill(limiter)) release("failed");
    expect(await measure(limiter)).toBe(4);
  });

  test("the operation rests, and a request that was under way before ends no rest", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 4, pauseMs: 1000 });
    const [first, second, ...others] = await fill(limiter);
    await vi.advanceTimersByTimeAsync(10);
    expect(first?.("limited")).toBeGreaterThanOrEqual(1000);
    expect(second?.("limited")).toBeUndefined(); // no news
    for (const release of others) release("succeeded");
    expect(await measure(limiter)).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await fill(limiter)).toHaveLength(1); // one tries
  });

  test("the operation rests as long as the vendor says, and up to a tenth longer", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 4 });
    const [first] = await fill(limiter);
    const restMs = first?.("limited", 20_000);
    expect(restMs).toBeGreaterThanOrEqual(20_000);
    expect(restMs).toBeLessThanOrEqual(22_000);
    await vi.advanceTimersByTimeAsync(19_999);
    expect(await measure(limiter)).toBe(0);
  });

  test("a rest of more than an hour is not waited for", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 4 });
    const [first, ...others] = await fill(limiter);
    expect(first?.("limited", 90_000_000)).toBeLessThanOrEqual(30_000);
    for (const release of others) release("limited", 90_000_000);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await fill(limiter)).toHaveLength(1);
  });

  test("nothing changes with `adaptive: false`", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 4, adaptive: false });
    for (const release of await fill(limiter)) release("limited");
    expect(await measure(limiter)).toBe(4);
  });

  test("other operations keep their limits", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 1 });
    await limiter.acquire("GET /others/v1");
    expect(await measure(limiter)).toBe(1);
  });
});
