import { ConfigError, type JustOneError, type RateLimiter, type RequestOutcome } from "@just-one/core";
import { createLeanClient, createLimiterStage, type Stage } from "@just-one/core/lean";
import { describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createReply, createVendor } from "./support/create-vendor.ts";
import { testCatalog } from "./support/operations.ts";

const things = "GET /things/v1";
const id = { id: "1" };

/** A limiter that lets everything go, and writes down what it is told. */
function createSpyLimiter() {
  const acquired: string[] = [];
  const outcomes: RequestOutcome[] = [];
  const limiter: RateLimiter = {
    acquire: (operation) => {
      acquired.push(operation);
      return Promise.resolve((outcome) => void outcomes.push(outcome));
    },
  };
  return { limiter, acquired, outcomes };
}

function fail(message: string): never {
  throw new Error(message);
}

describe("the built-in limiter", () => {
  test("keeps a client to its concurrency, per operation", async () => {
    const vendor = createVendor(() => new Promise((resolve) => void setImmediate(() => resolve(0))));
    const client = createTestClient({ fetch: vendor.fetch, rateLimiter: { concurrency: 3 } });
    await Promise.all(Array.from({ length: 50 }, (_, number) => client.call(things, { id: String(number) })));
    expect(vendor.peak).toBe(3);
    await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        client.call(number % 2 ? things : "GET /things/{id}/parts/v1", { id: String(number) }),
      ),
    );
    expect(vendor.peak).toBe(6);
  });

  test("lets 16 requests of an operation go at once by default, and all with `false`", async () => {
    for (const [rateLimiter, expected] of [
      [undefined, 16],
      [false, 50],
    ] as const) {
      const vendor = createVendor(() => new Promise((resolve) => void setImmediate(() => resolve(0))));
      const client = createTestClient({ fetch: vendor.fetch, rateLimiter });
      await Promise.all(Array.from({ length: 50 }, (_, number) => client.call(things, { id: String(number) })));
      expect(vendor.peak).toBe(expected);
    }
  });

  test("sends less at once after a 302, and goes on", async () => {
    const underWay: number[] = [];
    let now = 0;
    const vendor = createVendor(async ({ number }) => {
      now += 1;
      underWay.push(now);
      await new Promise((resolve) => void setImmediate(resolve));
      now -= 1;
      return number <= 16 ? 302 : 0;
    });
    const client = createTestClient({ fetch: vendor.fetch });
    await Promise.all(Array.from({ length: 64 }, (_, number) => client.call(things, { id: String(number) })));
    expect(Math.max(...underWay.slice(0, 16))).toBe(16);
    expect(underWay[20]).toBeLessThanOrEqual(9);
  });

  test("fails a call that finds the queue full, as a matter of configuration", async () => {
    const door = createDoor();
    const vendor = createVendor(async () => (await door.opened, 0));
    const client = createTestClient({ fetch: vendor.fetch, rateLimiter: { concurrency: 1, maxQueue: 1 } });
    const calls = [1, 2, 3].map((number) => client.try(things, { id: String(number) }));
    expect(await calls[2]).toMatchObject({
      ok: false,
      error: {
        kind: "config",
        billing: "unbilled",
        message: expect.stringContaining("1 calls of this operation wait"),
      },
    });
    door.open();
    expect(await Promise.all(calls.slice(0, 2))).toMatchObject([{ ok: true }, { ok: true }]);
  });

  test("ends a call that waits when its caller aborts or its deadline passes, unsent", async () => {
    const door = createDoor();
    const vendor = createVendor(async () => (await door.opened, 0));
    const client = createTestClient({ fetch: vendor.fetch, rateLimiter: { concurrency: 1 } });
    const running = client.try(things, id);
    const controller = new AbortController();
    const aborted = client.try(things, { id: "2" }, { signal: controller.signal });
    const late = client.try(things, { id: "3" }, { deadlineMs: 20 });
    const both = client.try(things, { id: "4" }, { deadlineMs: 20, signal: controller.signal });
    expect(await late).toMatchObject({
      error: {
        kind: "timeout",
        scope: "deadline",
        limitMs: 20,
        billing: "unbilled",
        message: expect.stringContaining("no request was under way"),
      },
      meta: { attempts: [] },
    });
    expect(await both).toMatchObject({ error: { kind: "timeout" } });
    controller.abort();
    expect(await aborted).toMatchObject({
      error: {
        kind: "aborted",
        billing: "unbilled",
        message: expect.stringContaining("no request was under way"),
      },
      meta: { attempts: [] },
    });
    door.open();
    expect(await running).toMatchObject({ ok: true });
    expect(vendor.asked).toHaveLength(1);
    expect(await client.usage()).toMatchObject([{ spentCalls: 1, reservedCalls: 0 }]);
  });

  test("tells the wait in the attempt", async () => {
    const vendor = createVendor(() => new Promise((resolve) => void setTimeout(() => resolve(0), 20)));
    const client = createTestClient({ fetch: vendor.fetch, rateLimiter: { concurrency: 1 } });
    const [first, second] = await Promise.all([client.call(things, id), client.call(things, { id: "2" })]);
    expect(first.meta.attempts[0]?.waitedMs).toBe(0);
    expect(second.meta.attempts[0]?.waitedMs).toBeGreaterThan(10);
  });
});

describe("a limiter of the caller's", () => {
  test("is asked before every attempt, and told how each ended", async () => {
    const codes = [302, 301, 0, 400];
    const vendor = createVendor(({ number }) => codes[number - 1] ?? 0);
    const { limiter, acquired, outcomes } = createSpyLimiter();
    const client = createTestClient({ fetch: vendor.fetch, rateLimiter: limiter });
    await client.call(things, id);
    await client.try(things, { id: "2" });
    expect(acquired).toEqual([things, things, things, things]);
    expect(outcomes).toEqual(["limited", "failed", "succeeded", "failed"]);
  });

  test("is not asked for a call that is refused before", async () => {
    const { limiter, acquired } = createSpyLimiter();
    const client = createTestClient({ fetch: createVendor().fetch, rateLimiter: limiter, budget: { maxCalls: 0 } });
    expect(await client.try(things, id)).toMatchObject({ error: { kind: "budget" } });
    expect(acquired).toEqual([]);
  });

  test("gets its place back when something further in throws", async () => {
    const { limiter, outcomes } = createSpyLimiter();
    const broken: Stage = { aroundAttempt: () => fail("a bug") };
    const client = createLeanClient({
      token: "marked-token-for-tests",
      catalog: testCatalog,
      stages: [createLimiterStage(limiter), broken],
    });
    // Safe: the lean client is typed for the generated operations; this catalog has others.
    await expect(client.try(things as never, id as never)).rejects.toThrow("a bug");
    expect(outcomes).toEqual(["failed"]);
  });

  test("that rejects with a `ConfigError` fails the call with its words, which say what to do", async () => {
    const vendor = createVendor();
    const client = createTestClient({
      fetch: vendor.fetch,
      rateLimiter: { acquire: () => Promise.reject(new ConfigError("the store is away; start it")) },
    });
    const { error } = await client.try(things, id);
    expect(error).toMatchObject({
      kind: "config",
      billing: "unbilled",
      message: expect.stringMatching(/away; start it$/),
    });
  });

  test.each<[string, RateLimiter["acquire"]]>([
    ["rejects", () => Promise.reject(new Error("the shared store is down"))],
    ["throws", () => fail("the shared store is down")],
  ])("that %s fails the call, unsent and without its words", async (_how, acquire) => {
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, rateLimiter: { acquire } });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
    expect(result.ok ? "" : result.error.message).toMatch(/was not sent: the rate limiter that was given failed$/);
    expect(vendor.asked).toEqual([]);
  });

  test("that fails when it is told does not cost the reply", async () => {
    const limiter: RateLimiter = { acquire: () => Promise.resolve(() => fail("the shared store is down")) };
    const client = createTestClient({ fetch: createVendor().fetch, rateLimiter: limiter });
    expect(await client.try(things, id)).toMatchObject({ ok: true, meta: { billing: "billed" } });
  });

  test("that does not heed the signal is left at the deadline, and gets its place back when it comes to it", async () => {
    const places = Promise.withResolvers<(outcome: RequestOutcome) => void>();
    const client = createTestClient({ fetch: createVendor().fetch, rateLimiter: { acquire: () => places.promise } });
    expect(await client.try(things, id, { deadlineMs: 10 })).toMatchObject({ error: { kind: "timeout" } });
    const release = vi.fn<(outcome: RequestOutcome) => void>();
    places.resolve(release);
    await vi.waitFor(() => expect(release).toHaveBeenCalledExactlyOnceWith("failed"));
  });

  test("that does not heed the signal and then fails harms nobody", async () => {
    const places = Promise.withResolvers<never>();
    const client = createTestClient({ fetch: createVendor().fetch, rateLimiter: { acquire: () => places.promise } });
    const controller = new AbortController();
    const call = client.try(things, id, { signal: controller.signal });
    controller.abort();
    expect(await call).toMatchObject({ error: { kind: "aborted" } });
    places.reject(new Error("too late"));
    await new Promise((resolve) => void setImmediate(resolve)); // an unhandled rejection would fail the run here
  });

  test("may keep a place from a call that was aborted while it got it", async () => {
    const controller = new AbortController();
    const { limiter, outcomes } = createSpyLimiter();
    const vendor = createVendor(() => createReply(0));
    const acquire: RateLimiter["acquire"] = async (operation) => {
      const release = await limiter.acquire(operation);
      controller.abort();
      return release;
    };
    const client = createTestClient({ fetch: vendor.fetch, rateLimiter: { acquire } });
    const result = await client.try(things, id, { signal: controller.signal });
    expect((result as { error: JustOneError }).error.kind).toBe("aborted");
    await vi.waitFor(() => expect(outcomes).toEqual(["failed"]));
    expect(vendor.asked).toEqual([]);
  });
});
