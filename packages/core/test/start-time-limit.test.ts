import { afterEach, expect, test, vi } from "vitest";
import { startTimeLimit } from "../src/time/start-time-limit.ts";
import { createTestClient } from "./support/create-test-client.ts";

afterEach(() => void vi.useRealTimers());

test("a limit that is reached on a fake clock needs no more winding", async () => {
  vi.useFakeTimers();
  const client = createTestClient({ fetch: () => new Promise(() => undefined), timeoutMs: 300 });
  const asked = client.try("GET /things/v1", { id: "1" });
  await vi.advanceTimersByTimeAsync(299);
  vi.advanceTimersByTime(1);
  expect(await asked).toMatchObject({ error: { kind: "timeout" } });
  expect(vi.getTimerCount()).toBe(0);
});

test("a limit that came late waits as long again as it was late, a second at most, and can be lifted meanwhile", () => {
  vi.useFakeTimers();
  for (const [lateMs, moreMs] of [
    [100, 100],
    [3_600_000, 1000],
  ] as const) {
    const clock = vi
      .spyOn(performance, "now")
      .mockReturnValueOnce(0)
      .mockReturnValue(300 + lateMs);
    const expire = vi.fn<() => void>();
    const lift = startTimeLimit(300, expire);
    vi.advanceTimersByTime(300 + moreMs - 1);
    expect(vi.getTimerCount()).toBe(1);
    lift();
    expect(vi.getTimerCount()).toBe(0);
    expect(expire).not.toHaveBeenCalled();
    clock.mockRestore();
  }
});

test("a limit that is lifted while input has its turn does not expire", async () => {
  const reached = Promise.withResolvers<void>();
  const expire = vi.fn<() => void>();
  const lift = startTimeLimit(1, expire, reached.resolve);
  await reached.promise;
  lift();
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => void setImmediate(resolve));
  expect(expire).not.toHaveBeenCalled();
});
