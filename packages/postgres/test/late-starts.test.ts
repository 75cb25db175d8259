import { afterEach, expect, test, vi } from "vitest";
import { createSharedLane } from "../src/limiter/shared-lane.ts";
import type { PostgresPool, PostgresQuestion } from "../src/pool.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const nothing = (): void => {};

/** A database that gives as many starts as are asked for, 100 ms apart. */
const query = async ({ values = [] }: PostgresQuestion): Promise<{ rows: { lease: object }[] }> => {
  const { slots } = JSON.parse(String(values[3])) as { slots: number }; // as the lane asks
  return { rows: [{ lease: { held: 64, restMs: 0, slots, firstMs: 0, gapMs: 100 } }] };
};
const pool: PostgresPool = {
  query,
  connect: async () => ({ query, release: nothing, on: nothing, removeListener: nothing }),
};

test("starts that a process missed while it stood still are lost, and its calls do not leave all at once", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate"] });
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 10) {
      now += 10;
      await vi.advanceTimersByTimeAsync(10);
    }
  };
  const shape = { concurrency: 64, requestsPerMinute: 600, burst: 1, pauseMs: 1000, maxQueue: 100 };
  const lane = createSharedLane({ pool, account: "a", holder: "h", operation: "GET /a", ...shape });
  let started = 0;
  for (let call = 0; call < 30; call += 1) void lane.acquire(undefined).then(() => (started += 1), nothing);
  await pass(250);
  expect(started).toBe(3);
  now += 5000; // it stood still
  await pass(30);
  expect(started).toBeLessThanOrEqual(4);
  await pass(500);
  expect(started).toBeGreaterThanOrEqual(8);
  expect(started).toBeLessThanOrEqual(9);
  await lane.close();
});
