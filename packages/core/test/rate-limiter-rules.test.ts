import { getEventListeners } from "node:events";
import { createAdaptiveLimiter, QueueOverflow } from "@just-one/core";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const operation = "GET /things/v1";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One request as it comes in: when, how long it runs, how it ends, and when its caller gives up. */
const arrivals = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })),
    lastsMs: fc.integer({ min: 1, max: 15_000 }),
    outcome: fc.constantFrom("succeeded", "succeeded", "failed", "limited"),
    givesUpAfterMs: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 40 },
);

type Arrival = (typeof arrivals extends fc.Arbitrary<infer T> ? T : never)[0] & object;

/** Lets the requests come in one after the other, and writes down what the limiter did. */
async function simulate(options: Parameters<typeof createAdaptiveLimiter>[0], requests: readonly Arrival[]) {
  const limiter = createAdaptiveLimiter(options);
  const started: { index: number; at: number }[] = [];
  const aborted: number[] = [];
  let running = 0;
  let peak = 0;

  const run = async ({ lastsMs, outcome, givesUpAfterMs }: Arrival, index: number): Promise<void> => {
    const controller = new AbortController();
    const timer = givesUpAfterMs === undefined ? undefined : setTimeout(() => controller.abort(), givesUpAfterMs);
    try {
      const release = await limiter.acquire(operation, controller.signal);
      started.push({ index, at: performance.now() });
      running += 1;
      peak = Math.max(peak, running);
      await new Promise((resolve) => void setTimeout(resolve, lastsMs));
      running -= 1;
      release(outcome);
      release(outcome); // telling twice changes nothing
    } catch {
      aborted.push(index);
    }
    clearTimeout(timer);
  };

  const ends: Promise<void>[] = [];
  for (const [index, request] of requests.entries()) {
    await vi.advanceTimersByTimeAsync(request.afterMs);
    ends.push(run(request, index));
  }
  const countEnded = (): number => started.length - running + aborted.length;
  for (let minutes = 0; countEnded() < requests.length && minutes < 1000; minutes += 1) {
    await vi.advanceTimersByTimeAsync(60_000);
  }
  return { started, aborted, peak, ended: countEnded() };
}

const limits = fc.record({
  concurrency: fc.integer({ min: 1, max: 5 }),
  requestsPerMinute: fc.integer({ min: 1, max: 10 }),
  adaptive: fc.boolean(),
});

describe("whatever comes in", () => {
  test("no 60 seconds see more starts than allowed, no moment more requests, and each is served in turn", async () => {
    await fc.assert(
      fc.asyncProperty(limits, arrivals, async (options, requests) => {
        const { started, aborted, peak, ended } = await simulate(options, requests);

        expect(ended).toBe(requests.length);
        expect(started.length + aborted.length).toBe(requests.length);
        expect(peak).toBeLessThanOrEqual(options.concurrency);
        for (const { at } of started) {
          const inWindow = started.filter((other) => other.at >= at && other.at < at + 60_000);
          expect(inWindow.length).toBeLessThanOrEqual(options.requestsPerMinute);
        }
        const order = started.map(({ index }) => index);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  test("nobody waits while there is room", async () => {
    const patient = arrivals.map((requests) => requests.map((request) => ({ ...request, givesUpAfterMs: undefined })));
    await fc.assert(
      fc.asyncProperty(limits, patient, async ({ concurrency, requestsPerMinute }, requests) => {
        const { started } = await simulate({ concurrency, requestsPerMinute, adaptive: false }, requests);
        // The same by hand: each starts when it has come, a place is free and the minute has room, after the one before.
        const starts: number[] = [];
        const ends: number[] = [];
        let now = started[0]?.at ?? 0;
        for (const [index, request] of requests.entries()) {
          if (index > 0) now += request.afterMs;
          const placeFree = ends.toSorted((a, b) => b - a)[concurrency - 1] ?? -Infinity;
          const minuteFree = (starts.at(-requestsPerMinute) ?? -Infinity) + 60_000;
          const at = Math.max(now, placeFree, minuteFree, starts.at(-1) ?? -Infinity);
          starts.push(at);
          ends.push(at + request.lastsMs);
        }
        expect(started.map(({ at }) => Math.round(at))).toEqual(starts.map((at) => Math.round(at)));
      }),
      { numRuns: 100 },
    );
  });
});

describe("a full queue", () => {
  test("refuses the next one at once, and takes it again when one has left", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 1, maxQueue: 2 });
    const release = await limiter.acquire(operation);
    const leaving = new AbortController();
    const second = limiter.acquire(operation, leaving.signal);
    const third = limiter.acquire(operation);
    await expect(limiter.acquire(operation)).rejects.toThrow(QueueOverflow);
    await expect(limiter.acquire(operation)).rejects.toThrow("2 calls of this operation wait already");

    leaving.abort();
    await expect(second).rejects.toThrow("aborted");
    const fourth = limiter.acquire(operation);
    release("succeeded");
    (await third)("succeeded");
    (await fourth)("succeeded");
  });

  test("of no places at all still serves what needs not wait", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 1, maxQueue: 0 });
    const release = await limiter.acquire(operation);
    await expect(limiter.acquire(operation)).rejects.toThrow(QueueOverflow);
    release("succeeded");
    (await limiter.acquire(operation))("succeeded");
  });

  test("concerns its own operation only", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 1, maxQueue: 0 });
    await limiter.acquire(operation);
    expect(limiter.acquire("GET /others/v1")).toBeTypeOf("function");
  });
});

describe("giving up", () => {
  test("before waiting is refused without taking a place", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 1 });
    await expect(limiter.acquire(operation, AbortSignal.abort(new Error("changed my mind")))).rejects.toThrow(
      "changed",
    );
    expect(limiter.acquire(operation)).toBeTypeOf("function");
  });

  test("in the queue leaves no timer and no listener", async () => {
    const limiter = createAdaptiveLimiter({ requestsPerMinute: 1 });
    (await limiter.acquire(operation))("succeeded");
    const controller = new AbortController();
    const waiting = [limiter.acquire(operation, controller.signal), limiter.acquire(operation, controller.signal)];
    expect(vi.getTimerCount()).toBe(1);
    controller.abort("a reason that is no error");
    for (const each of waiting) await expect(each).rejects.toThrow("aborted");
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("when served leaves no listener either", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 1 });
    const { signal } = new AbortController();
    const release = await limiter.acquire(operation, signal);
    const next = limiter.acquire(operation, signal);
    release("succeeded");
    await next;
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("does not cost those behind their place", async () => {
    const limiter = createAdaptiveLimiter({ concurrency: 1 });
    const release = await limiter.acquire(operation);
    const order: number[] = [];
    const controllers = Array.from({ length: 1000 }, () => new AbortController());
    const waiting = controllers.map(async ({ signal }, index) => {
      const done = await limiter.acquire(operation, signal);
      order.push(index);
      done("succeeded");
    });
    for (const [index, controller] of controllers.entries()) if (index % 3 !== 0) controller.abort();
    release("succeeded");
    await Promise.allSettled(waiting);
    expect(order).toEqual(controllers.map((_, index) => index).filter((index) => index % 3 === 0));
  });
});

test.each([
  [{ concurrency: 0 }, "concurrency"],
  [{ concurrency: Number.NaN }, "concurrency"],
  [{ concurrency: 1.5 }, "concurrency"],
  [{ requestsPerMinute: 0 }, "requestsPerMinute"],
  [{ maxQueue: -1 }, "maxQueue"],
])("%j is refused, because nothing would ever be sent", (options, name) => {
  expect(() => createAdaptiveLimiter(options)).toThrow(`\`rateLimiter.${name}\` must be a whole number`);
});
