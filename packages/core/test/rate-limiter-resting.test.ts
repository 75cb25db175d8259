import { createAdaptiveLimiter, createLeanClient, createLimiterStage, createRetryStage } from "@just-one/core/lean";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { markedToken } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

const operation = "GET /things/v1";

// The limiter of bundles, which learns no pace.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  [undefined, 5000, 10_000],
  [30_000, 30_000, 30_000],
])("after a 302 with %s ms an operation rests, and half as many run at once", async (retryAfterMs, least, most) => {
  const limiter = createAdaptiveLimiter({ concurrency: 4 });
  const burst = await Promise.all([1, 2, 3, 4].map(() => Promise.resolve(limiter.acquire(operation))));
  await vi.advanceTimersByTimeAsync(100);
  const rests = burst.map((release) => release("limited", retryAfterMs));
  expect(rests[0]).toBeGreaterThanOrEqual(least);
  expect(rests[0]).toBeLessThanOrEqual(most);
  expect(rests.slice(1)).toEqual([undefined, undefined, undefined]); // no news
  const served: number[] = [];
  for (const number of [1, 2, 3]) void Promise.resolve(limiter.acquire(operation)).then(() => served.push(number));
  await vi.advanceTimersByTimeAsync(least - 1);
  expect(served).toEqual([]);
  await vi.advanceTimersByTimeAsync(most - least + 1);
  expect(served).toEqual([1, 2]);
});

test("other operations go on meanwhile", async () => {
  const limiter = createAdaptiveLimiter();
  const release = await limiter.acquire(operation);
  await vi.advanceTimersByTimeAsync(100);
  release("limited");
  expect(limiter.acquire("GET /others/v1")).toBeTypeOf("function");
});

test("a lean client waits out a rate limit with it, for all its calls", async () => {
  const vendor = createVendor(({ number }) => (number === 1 ? 302 : 0));
  const client = createLeanClient<TestOperations>({
    token: markedToken,
    baseUrl: "http://127.0.0.1:9",
    catalog: testCatalog,
    fetch: vendor.fetch,
    stages: [createRetryStage(), createLimiterStage(createAdaptiveLimiter())],
  });
  const first = client.call(operation, { id: "1" });
  await vi.advanceTimersByTimeAsync(100);
  const second = client.call(operation, { id: "2" });
  await vi.advanceTimersByTimeAsync(4000);
  expect(vendor.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await Promise.all([first, second])).toMatchObject([
    { meta: { attempts: [{}, {}] } },
    { meta: { attempts: [{}] } },
  ]);
});
