import {
  type BudgetOptions,
  type ClientEvent,
  type ClientOptions,
  createMemoryLedger,
  JustOneError,
  type Ledger,
  type RetryOptions,
} from "@just-one/core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";
import { createEntry } from "./support/operations.ts";

const things = "GET /things/v1";
const id = { id: "1" };

afterEach(() => void vi.useRealTimers());

/** A client with everything on, and what it has sent and told. */
function createScene(options: Partial<ClientOptions> = {}) {
  const vendor = createVendor();
  const events: ClientEvent[] = [];
  const client = createTestClient({
    fetch: vendor.fetch,
    prices: { [things]: "0.15" },
    onEvent: (event) => void events.push(event),
    ...options,
  });
  return { client, vendor, events };
}

describe("an estimate", () => {
  test("of a call that would be sent tells its price, and that one request may be billed", async () => {
    const { client } = createScene();
    expect(await client.estimate(things, id)).toEqual({
      operation: things,
      outcome: "send",
      issues: [],
      price: "0.15",
      maxBilledRequests: 1,
      deprecated: false,
    });
  });

  test("without a price has none", async () => {
    const { client } = createScene({ prices: {} });
    expect(await client.estimate(things, id)).not.toHaveProperty("price");
  });

  test.each<[RetryOptions | false | undefined, RetryOptions | false | undefined, number]>([
    [undefined, undefined, 1],
    [false, undefined, 1],
    [{ maxAttempts: 5 }, undefined, 1],
    [{ retryUnknown: true }, undefined, 3],
    [{ retryUnknown: true, maxAttempts: 5 }, undefined, 5],
    [{ retryUnknown: true }, false, 1],
    [undefined, { retryUnknown: true, maxAttempts: 2 }, 2],
  ])("with the client's retry %j and the call's %j expects at most %i bills", async (clients, calls, expected) => {
    const { client } = createScene({ retry: clients });
    const { maxBilledRequests } = await client.estimate(things, id, calls === undefined ? {} : { retry: calls });
    expect(maxBilledRequests).toBe(expected);
  });

  test("of wrong parameters lists what is wrong", async () => {
    const { client } = createScene();
    // Safe: what callers without types may pass.
    const estimate = await client.estimate(things, { kind: "ODD" } as unknown as typeof id);
    expect(estimate).toEqual({
      operation: things,
      outcome: "invalid",
      issues: [
        { path: "id", message: "is required" },
        { path: "kind", message: "must be one of NEW, OLD" },
      ],
      maxBilledRequests: 0,
      deprecated: false,
    });
  });

  test("of a deprecated operation says so, valid or not", async () => {
    const catalog = [{ ...createEntry(things, [{ name: "id", required: true }]), deprecated: true }];
    const { client } = createScene({ catalog });
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "send", deprecated: true });
    expect(await client.estimate(things, {} as typeof id)).toMatchObject({ outcome: "invalid", deprecated: true });
  });

  test("of an operation that is not in the catalog fails as the call would", async () => {
    const { client } = createScene();
    await expect(client.estimate("GET /nothing/v1" as typeof things, id)).rejects.toSatisfy(
      (error) => JustOneError.isInstance(error) && error.kind === "config",
    );
  });

  test("of a call that the cache would answer says that it costs nothing", async () => {
    const { client } = createScene({ cache: { ttlMs: 60_000 } });
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "send" });
    await client.call(things, id);
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "cached", maxBilledRequests: 0 });
    expect(await client.estimate(things, id, { cache: "refresh" })).toMatchObject({ outcome: "send" });
    expect(await client.estimate(things, { id: "2" })).toMatchObject({ outcome: "send" });
  });

  test("before a closed door says so, until it opens", async () => {
    const { client } = createScene({ fetch: createVendor(() => 600).fetch });
    await client.try(things, id);
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "closed", maxBilledRequests: 0 });
    expect(await client.estimate("GET /things/{id}/parts/v1", id)).toMatchObject({ outcome: "send" });
    client.reset();
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "send" });
  });

  test.each(["process", "day"] as const)(
    "past the budget of the %s says so, and takes nothing of it",
    async (window) => {
      const { client } = createScene({ budget: { maxCost: "0.30", window } });
      for (const each of ["1", "2"]) {
        expect(await client.estimate(things, { id: each })).toMatchObject({ outcome: "send" });
        await client.call(things, { id: each });
      }
      expect(await client.estimate(things, id)).toMatchObject({ outcome: "over-budget", maxBilledRequests: 0 });
    },
  );

  test.each<[string, BudgetOptions]>([
    ["calls", { maxCalls: 2 }],
    ["money", { maxCost: "0.30" }],
  ])("counts every label, and what may have been billed, against a budget of %s", async (_what, budget) => {
    const vendor = createVendor(({ number }) => {
      if (number === 2) throw new TypeError("network down");
      return 0;
    });
    const { client } = createScene({ fetch: vendor.fetch, budget });
    await client.call(things, id, { label: "a" });
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "send" });
    expect(await client.try(things, id, { label: "b" })).toMatchObject({ error: { billing: "unknown" } });
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "over-budget" });
  });

  test("counts what yesterday cost against no budget of today", async () => {
    vi.useFakeTimers({ now: new Date("2026-12-31T15:59:59Z"), toFake: ["Date"] });
    const { client } = createScene({ budget: { maxCalls: 1, window: "day" } });
    await client.call(things, id);
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "over-budget" });
    vi.setSystemTime(new Date("2026-12-31T16:00:00Z"));
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "send" });
  });

  test("past the budget of the call alone says so", async () => {
    const { client } = createScene({ budget: { maxCost: "0.10", window: "call" } });
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "over-budget" });
  });

  test("under `maxCost` without a price fails as the call would", async () => {
    const { client } = createScene({ prices: {}, budget: { maxCost: "1.00" } });
    await expect(client.estimate(things, id)).rejects.toThrow("`prices` has no price for it");
  });

  test("works without latches", async () => {
    const { client } = createScene({ latches: false });
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "send" });
  });

  test("sends nothing, reserves nothing, asks for no token and tells no event", async () => {
    let asked = 0;
    const token = (): string => `marked-token-${(asked += 1)}`;
    const catalog = [{ ...createEntry(things, [{ name: "id" }]), deprecated: true }];
    const { client, vendor, events } = createScene({
      token,
      catalog,
      cache: { ttlMs: 60_000 },
      budget: { maxCalls: 1 },
    });
    for (let times = 0; times < 3; times += 1) await client.estimate(things, id);
    expect([vendor.asked.length, events.length, asked]).toEqual([0, 0, 0]);
    expect(await client.usage()).toEqual([]);
  });
});

/** A ledger that counts what it is asked, and keeps sums or not. */
function createCountingLedger({ keepsSums }: { keepsSums: boolean }) {
  const memory = createMemoryLedger();
  const asked = { sum: 0, usage: 0 };
  const ledger: Ledger = {
    reserve: (entry, limit) => memory.reserve(entry, limit),
    settle: (entry, billing) => memory.settle(entry, billing),
    usage: () => ((asked.usage += 1), memory.usage()),
    unreconciled: () => memory.unreconciled(),
  };
  const sum: Ledger["sum"] = (scope) => ((asked.sum += 1), memory.sum?.(scope) ?? fail("it keeps sums"));
  return { ledger: keepsSums ? { ...ledger, sum } : ledger, asked };
}

function fail(message: string): never {
  throw new Error(message);
}

describe("an estimate of many calls", () => {
  const ids = Array.from({ length: 1000 }, (_, index) => ({ id: `${index}` }));

  test.each([
    [true, { sum: 1, usage: 0 }],
    [false, { sum: 0, usage: 1 }],
  ])("asks a ledger whose keeping of sums is %s once, and reads its rows only without", async (keepsSums, expected) => {
    const { ledger, asked } = createCountingLedger({ keepsSums });
    const { client } = createScene({ ledger, budget: { maxCalls: 5, window: "day" } });
    await client.call(things, id, { label: "a" });
    await client.call(things, { id: "2" }, { label: "b" });
    expect(asked).toEqual({ sum: 0, usage: 0 });
    const estimates = await client.estimate(things, ids);
    expect(new Set(estimates.map(({ outcome }) => outcome))).toEqual(new Set(["send"]));
    expect(estimates).toHaveLength(1000);
    expect(asked).toEqual(expected);
  });

  test("tells of each what its own estimate would, in their order", async () => {
    const { client } = createScene({ cache: { ttlMs: 60_000 }, budget: { maxCalls: 1, window: "day" } });
    await client.call(things, id);
    // Safe: what callers without types may pass.
    const inputs = [{ id: "2" }, id, {} as unknown as typeof id];
    const estimates = await client.estimate(things, inputs);
    expect(estimates.map(({ outcome }) => outcome)).toEqual(["over-budget", "cached", "invalid"]);
    expect(estimates).toEqual(await Promise.all(inputs.map((input) => client.estimate(things, input))));
    expect(await client.estimate(things, [])).toEqual([]);
  });

  test("fails as its calls would", async () => {
    const { client } = createScene({ prices: {}, budget: { maxCost: "1.00" } });
    await expect(client.estimate(things, ids)).rejects.toThrow("`prices` has no price for it");
  });
});

describe("the sum of what was spent", () => {
  test.each([
    ["keeps sums", createMemoryLedger],
    ["keeps none", () => createCountingLedger({ keepsSums: false }).ledger],
  ])("is that of all operations and labels, of a day or in all, from a ledger that %s", async (_what, createLedger) => {
    vi.useFakeTimers({ now: new Date("2026-12-31T15:59:59Z"), toFake: ["Date"] });
    const { client } = createScene({ ledger: createLedger() });
    await client.call(things, id, { label: "a" });
    vi.setSystemTime(new Date("2026-12-31T16:00:00Z"));
    await client.call(things, id, { label: "b" });
    const one = { spentCalls: 1, spentCost: "0.15", reservedCalls: 0, reservedCost: "0" };
    expect(await client.sum({ day: "2026-12-31" })).toEqual(one);
    expect(await client.sum({ day: "2027-01-01" })).toEqual(one);
    expect(await client.sum({ day: "2027-01-02" })).toMatchObject({ spentCalls: 0 });
    expect(await client.sum()).toMatchObject({ spentCalls: 2, spentCost: "0.3" });
  });
});
