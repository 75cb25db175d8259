import { ApiError, type ClientEvent } from "@just-one/core";
import { createAdaptiveLimiter, createLatches, createLeanClient, createLimiterStage } from "@just-one/core/lean";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createReply, createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

const things = "GET /things/v1";
const parts = "GET /things/{id}/parts/v1";
const id = { id: "1" };

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T03:00:00Z"), toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** A client whose first call is answered with the code, every later one with success. */
async function closeWith(code: number, options: Parameters<typeof createTestClient>[0] = {}) {
  const vendor = createVendor(({ number }) => (number === 1 ? code : 0));
  const client = createTestClient({ fetch: vendor.fetch, retry: false, rateLimiter: { pauseMs: 0 }, ...options });
  const first = await client.try(things, id);
  if (first.ok) throw new Error("the first call was to fail");
  return { vendor, client, first: first.error };
}

describe("after an answer", () => {
  test.each([303, 600])("%i, the operation fails at once and unsent, another one goes out", async (code) => {
    const { client, vendor, first } = await closeWith(code);

    const again = await client.try(things, { id: "2" });
    expect(again).toMatchObject({ ok: false, error: { kind: "api", code, billing: "unbilled", retryable: false } });
    expect(again.ok ? undefined : again.error.cause).toBe(first);
    expect(again.meta).toMatchObject({ operation: things, attempts: [], billing: "unbilled", cached: false });
    expect(vendor.asked).toHaveLength(1);

    expect(await client.try(parts, id)).toMatchObject({ ok: true });
  });

  test.each([601, 100, 602])("%i, no operation is sent any more", async (code) => {
    const { client, vendor, first } = await closeWith(code);
    for (const operation of [things, parts] as const) {
      const again = await client.try(operation, id);
      expect(again).toMatchObject({ ok: false, error: { code } });
      expect(again.ok ? undefined : again.error.cause).toBe(first);
    }
    expect(vendor.asked).toHaveLength(1);
  });

  test.each([303, 600, 601, 100, 602])(
    "%i, what was paid for before is still answered, and estimated so",
    async (code) => {
      const vendor = createVendor(({ number }) => (number === 1 ? 0 : code));
      const client = createTestClient({ fetch: vendor.fetch, retry: false, cache: { ttlMs: 60_000 } });
      expect(await client.try(things, id)).toMatchObject({ ok: true });
      expect(await client.try(things, { id: "2" })).toMatchObject({ ok: false, error: { code } });
      expect(await client.try(things, id)).toMatchObject({ ok: true, meta: { cached: true } });
      expect(await client.estimate(things, [id, { id: "2" }])).toMatchObject([
        { outcome: "cached" },
        { outcome: "closed" },
      ]);
      expect(vendor.asked).toHaveLength(2);
    },
  );

  test.each([301, 302, 400, 500, 503, 777, 101])("%i, nothing is closed", async (code) => {
    const { client, vendor } = await closeWith(code);
    expect(await client.try(things, id)).toMatchObject({ ok: true });
    expect(vendor.asked).toHaveLength(2);
  });

  test.each([303, 600, 601, 100, 602])("%i, `reset` opens everything", async (code) => {
    const { client } = await closeWith(code);
    expect(await client.try(things, id)).toMatchObject({ ok: false });
    client.reset();
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });

  test.each([303, 600, 601, 100, 602])("%i, `latches: false` sends all the same", async (code) => {
    const { client, vendor } = await closeWith(code, { latches: false });
    expect(await client.try(things, id)).toMatchObject({ ok: true });
    expect(vendor.asked).toHaveLength(2);
    client.reset();
  });

  test.each([600, 601, 100, 602])("%i, the time of `reopenAfterMs` opens by itself, and not before", async (code) => {
    const { client, vendor } = await closeWith(code, { latches: { reopenAfterMs: 60_000 } });
    vi.advanceTimersByTime(59_999);
    const early = await client.try(things, id);
    expect(early).toMatchObject({ ok: false, error: { message: expect.stringContaining("2026-11-24T03:01:00.000Z") } });
    expect(vendor.asked).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });

  test("600, years pass and it stays closed without a time to reopen", async () => {
    const { client } = await closeWith(600, { latches: { reopenAfterMs: Infinity } });
    vi.setSystemTime(new Date("2036-01-01T00:00:00Z"));
    expect(await client.try(things, id)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("until client.reset()") },
    });
  });

  test("303, a time to reopen changes nothing: the vendor's own counts", async () => {
    const { client } = await closeWith(303, { latches: { reopenAfterMs: 1 } });
    vi.advanceTimersByTime(1000);
    expect(await client.try(things, id)).toMatchObject({ ok: false });
  });

  test("the vendor's words and the time it opens are told again", async () => {
    const vendor = createVendor(() => createReply(303, { message: "quota used up" }));
    const client = createTestClient({ fetch: vendor.fetch });
    await client.try(things, id);
    const again = await client.try(things, id);
    expect(again).toMatchObject({
      error: { vendorMessage: "quota used up", resetsAt: new Date("2026-11-24T16:00:00Z") },
    });
  });
});

describe("a token that was refused", () => {
  test.each([100, 602])("with %i opens the way for another one, and stays closed itself", async (code) => {
    let token = "marked-token-one";
    const vendor = createVendor(({ parameters }) => (parameters.get("token") === "marked-token-one" ? code : 0));
    const client = createTestClient({ fetch: vendor.fetch, token: async () => token });
    await client.try(things, id);
    expect(await client.try(things, id)).toMatchObject({ ok: false, error: { code } });
    expect(vendor.asked).toHaveLength(1);

    token = "marked-token-two";
    expect(await client.try(things, id)).toMatchObject({ ok: true });

    token = "marked-token-one";
    expect(await client.try(things, id)).toMatchObject({ ok: false, error: { code } });
    expect(vendor.asked).toHaveLength(2);
  });

  test("does not close the one that was fetched while its answer was on the way", async () => {
    let token = "marked-token-one";
    const door = createDoor();
    const vendor = createVendor(async ({ parameters }) => {
      if (parameters.get("token") !== "marked-token-one") return 0;
      await door.opened;
      return 602;
    });
    const client = createTestClient({ fetch: vendor.fetch, token: () => token });
    const slow = client.try(things, id);
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    token = "marked-token-two";
    expect(await client.try(things, { id: "2" })).toMatchObject({ ok: true });
    door.open();
    expect(await slow).toMatchObject({ ok: false });
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });

  test("that is asked for in vain holds a call no longer than its signal and deadline allow", async () => {
    let asked = 0;
    const token = (): string | Promise<string> => ((asked += 1) === 1 ? "first" : new Promise(() => undefined));
    const { client, vendor } = await closeWith(100, { token });
    const signal = AbortSignal.timeout(10);
    expect(await client.try(things, id, { signal })).toMatchObject({
      error: { kind: "timeout", scope: "signal", billing: "unbilled" },
    });
    const late = await client.try(things, id, { deadlineMs: 10 });
    expect(late).toMatchObject({ error: { kind: "timeout", scope: "deadline", billing: "unbilled" } });
    expect(vendor.asked).toHaveLength(1);
  });

  test("leaves the word to the token function when that fails", async () => {
    let isBroken = false;
    const token = (): string => {
      if (isBroken) throw new Error("no secret store");
      return "marked-token-one";
    };
    const client = createTestClient({ fetch: createVendor(() => 100).fetch, token });
    await client.try(things, id);
    isBroken = true;
    expect(await client.try(things, id)).toMatchObject({ ok: false, error: { kind: "config" } });
  });
});

describe("calls at the same time as a closing one", () => {
  test("that are under way end with their own answer", async () => {
    const door = createDoor();
    const vendor = createVendor(async ({ number }) => {
      if (number === 1) return 601;
      await door.opened;
      return 0;
    });
    const client = createTestClient({ fetch: vendor.fetch });
    const calls = [1, 2, 3].map((number) => client.try(things, { id: String(number) }));
    expect(await calls[0]).toMatchObject({ ok: false, error: { code: 601 } });
    door.open();
    expect(await calls[1]).toMatchObject({ ok: true, meta: { billing: "billed" } });
    expect(await calls[2]).toMatchObject({ ok: true, meta: { billing: "billed" } });
    expect(await client.try(things, id)).toMatchObject({ ok: false, error: { code: 601 } });
  });

  test("that wait for the rate limit are not sent", async () => {
    const door = createDoor();
    const vendor = createVendor(async () => {
      await door.opened;
      return 601;
    });
    const client = createTestClient({ fetch: vendor.fetch, rateLimiter: { concurrency: 2 } });
    const calls = Array.from({ length: 100 }, (_, number) => client.try(things, { id: String(number) }));
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(2));
    door.open();
    const results = await Promise.all(calls);
    expect(vendor.asked).toHaveLength(2);
    expect(results.every((result) => !result.ok && ApiError.is(result.error, 601))).toBe(true);
    expect(results.filter((result) => result.meta.attempts.length === 0)).toHaveLength(98);
    expect(await client.usage()).toMatchObject([{ reservedCalls: 0, spentCalls: 0 }]);
  });

  test("that wait for a retry are not sent again", async () => {
    const door = createDoor();
    const vendor = createVendor(async ({ parameters }) => {
      if (parameters.get("id") === "1") return 301;
      await door.opened;
      return 601;
    });
    const retried: ClientEvent[] = [];
    const client = createTestClient({
      fetch: vendor.fetch,
      retry: { baseMs: 40 },
      onEvent: (event) => {
        if (event.type === "retry") retried.push(event);
        if (event.type === "retry") door.open();
      },
    });
    const [first, second] = await Promise.all([client.try(things, id), client.try(things, { id: "2" })]);
    expect(second).toMatchObject({ ok: false, error: { code: 601 } });
    expect(first).toMatchObject({ ok: false, error: { code: 601, cause: { code: 601 } } });
    expect(first.meta.attempts.map((attempt) => attempt.code)).toEqual([301]);
    expect(retried).toHaveLength(1);
  });

  test("keep the first answer as the reason when several close the same door", async () => {
    const vendor = createVendor(({ number }) => createReply(600, { requestId: `r-${number}` }));
    const client = createTestClient({ fetch: vendor.fetch });
    const [first] = await Promise.all([client.try(things, id), client.try(things, { id: "2" })]);
    const later = await client.try(things, { id: "3" });
    expect(vendor.asked).toHaveLength(2);
    expect(later.ok ? undefined : later.error.cause).toBe(first.ok ? "no error" : first.error);
  });

  test("do not close again what `reset` opened after they had left", async () => {
    const door = createDoor();
    const vendor = createVendor(async ({ number }) => {
      if (number > 1) return 0;
      await door.opened;
      return 601;
    });
    const client = createTestClient({ fetch: vendor.fetch });
    const slow = client.try(things, id);
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    client.reset(); // the account was topped up
    door.open();
    expect(await slow).toMatchObject({ ok: false, error: { code: 601 } });
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });
});

test("a lean client has them too; without the gate only calls that wait already are still sent", async () => {
  for (const [hasGate, sent] of [
    [true, 1],
    [false, 2],
  ] as const) {
    const vendor = createVendor(() => 601);
    const latches = createLatches();
    const client = createLeanClient<TestOperations>({
      token: "marked-token-for-tests",
      catalog: testCatalog,
      fetch: vendor.fetch,
      stages: [latches, createLimiterStage(createAdaptiveLimiter({ concurrency: 1 })), hasGate ? latches.gate : {}],
    });
    await Promise.all([client.try(things, id), client.try(things, id)]);
    expect(await client.try(things, id)).toMatchObject({ ok: false, error: { code: 601 }, meta: { attempts: [] } });
    expect(vendor.asked).toHaveLength(sent);
  }
});

test.each([Number.NaN, -1])("a time to reopen of %d is refused", (reopenAfterMs) => {
  expect(() => createTestClient({ latches: { reopenAfterMs } })).toThrow("`latches.reopenAfterMs` must be a number");
});

test("a time to reopen beyond every date keeps it closed", async () => {
  const { client } = await closeWith(600, { latches: { reopenAfterMs: Number.MAX_VALUE } });
  expect(await client.try(things, id)).toMatchObject({ error: { message: expect.stringContaining("client.reset()") } });
});
