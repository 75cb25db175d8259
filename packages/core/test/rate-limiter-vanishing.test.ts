import { createAdaptiveLimiter, QueueOverflow, type RateLimiter } from "@just-one/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const operation = "GET /things/v1";

// Cloudflare's workers end requests without a word, and nothing can be handed from one to another.
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function take(limiter: RateLimiter, signal?: AbortSignal): Promise<(outcome: "succeeded") => void> {
  return Promise.resolve(limiter.acquire(operation, signal));
}

/** Does something whose timers never fire. */
function vanish(act: () => unknown): void {
  const spies = (["setInterval", "setTimeout"] as const).map((name) =>
    // Safe: what is not set need not be cleared.
    vi.spyOn(globalThis, name).mockReturnValue(0 as unknown as never),
  );
  act();
  for (const spy of spies) spy.mockRestore();
}

test("those who wait look for themselves, and come in their order", async () => {
  const limiter = createAdaptiveLimiter({ concurrency: 1 });
  const served: number[] = [];
  const release = await take(limiter);
  for (const number of [1, 2, 3]) {
    void take(limiter).then((next) => {
      setTimeout(() => next("succeeded"), 500);
      return served.push(number);
    });
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(served).toEqual([]);
  release("succeeded");
  expect(served).toEqual([]); // nobody is called from here
  await vi.advanceTimersByTimeAsync(2000);
  expect(served).toEqual([1, 2, 3]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(vi.getTimerCount()).toBe(0);
});

test("a place stays taken for as long as its holder is there", async () => {
  const limiter = createAdaptiveLimiter({ concurrency: 1 });
  const release = await take(limiter);
  const served = vi.fn<() => void>();
  void take(limiter).then(served);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(served).not.toHaveBeenCalled();
  release("succeeded");
  await vi.advanceTimersByTimeAsync(100);
  expect(served).toHaveBeenCalledOnce();
});

test.each([
  ["held a place", 0],
  ["waited for one", 1],
])("one who %s and is gone stands in nobody's way", async (_name, held) => {
  const limiter = createAdaptiveLimiter({ concurrency: 1 });
  const release = held === 1 ? await take(limiter) : undefined;
  vanish(() => take(limiter));
  release?.("succeeded");
  const served = vi.fn<() => void>();
  void take(limiter).then(served);
  await vi.advanceTimersByTimeAsync(4000);
  expect(served).toHaveBeenCalledOnce();
});

test("a place that was given away as abandoned is not given back twice", async () => {
  const limiter = createAdaptiveLimiter({ concurrency: 1 });
  let late: Promise<(outcome: "succeeded") => void> | undefined;
  vanish(() => (late = take(limiter)));
  const second = take(limiter);
  await vi.advanceTimersByTimeAsync(4000);
  (await late)?.("succeeded"); // it was only slow
  const third = vi.fn<() => void>();
  void take(limiter).then(third);
  await vi.advanceTimersByTimeAsync(1000);
  expect(third).not.toHaveBeenCalled();
  (await second)("succeeded");
  await vi.advanceTimersByTimeAsync(100);
  expect(third).toHaveBeenCalledOnce();
});

test("an abort ends the wait, and a full queue refuses", async () => {
  const limiter = createAdaptiveLimiter({ concurrency: 1, maxQueue: 1 });
  await take(limiter);
  const controller = new AbortController();
  const waiting = take(limiter, controller.signal);
  await expect(take(limiter)).rejects.toThrow(QueueOverflow);
  controller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
});
