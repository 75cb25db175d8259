import { setImmediate } from "node:timers/promises";
import { runInNewContext } from "node:vm";
import {
  type BudgetOptions,
  createMemoryLedger,
  type Ledger,
  type LedgerEntry,
  type LedgerLimit,
} from "@just-one/core";
import { createBudgetStage, createLeanClient, type Stage } from "@just-one/core/lean";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";
import { testCatalog } from "./support/operations.ts";

const things = "GET /things/v1";
const id = { id: "1" };

afterEach(() => void vi.useRealTimers());

function fail(message: string): never {
  throw new Error(message);
}

describe("a ledger of the caller's", () => {
  test("sees every request reserved before it is sent, and settled after it", async () => {
    const told: string[] = [];
    const ids = new Set<string>();
    const write = (what: string, { id: entryId, label, cost, operation }: LedgerEntry): void => {
      ids.add(entryId);
      told.push(`${what} ${operation} ${label} ${cost}`);
    };
    const memory = createMemoryLedger();
    const ledger: Ledger = {
      ...memory,
      reserve: async (entry, limits) => {
        write("reserve", entry);
        return memory.reserve(entry, limits);
      },
      settle: async (entry, billing) => {
        await setImmediate(); // the call is over only when this is
        write(billing, entry);
        await memory.settle(entry, billing);
      },
    };
    const vendor = createVendor(({ number }) => {
      told.push("send");
      return number === 1 ? 301 : 0;
    });
    const client = createTestClient({ fetch: vendor.fetch, ledger, prices: { [things]: "0.15" } });
    await client.call(things, id, { label: "report" });
    expect(told).toEqual([
      `reserve ${things} report 0.15`,
      "send",
      `unbilled ${things} report 0.15`,
      `reserve ${things} report 0.15`,
      "send",
      `billed ${things} report 0.15`,
    ]);
    expect(ids.size).toBe(2);
  });

  test("that takes its time reserves every request once, and the budget of the process holds", async () => {
    const ids = new Set<string>();
    const ledger: Ledger = {
      ...createMemoryLedger(),
      reserve: async ({ id: entryId }) => (ids.has(entryId) ? fail("reserved twice") : void ids.add(entryId)),
    };
    const client = createTestClient({ fetch: createVendor().fetch, ledger, budget: { maxCalls: 2 } });
    expect(await client.try(things, { id: "1" })).toMatchObject({ ok: true });
    expect(await client.try(things, { id: "2" })).toMatchObject({ ok: true });
    expect(await client.try(things, { id: "3" })).toMatchObject({ error: { kind: "budget", spent: { calls: 2 } } });
    expect(ids.size).toBe(2);
  });

  test.each<[BudgetOptions | BudgetOptions[], LedgerLimit[]]>([
    [{}, []],
    [{ maxCalls: 3 }, []],
    [{ maxCalls: 3, window: "call" }, []],
    [{ window: "day" }, []],
    [{ maxCalls: 3, window: "day" }, [{ day: "2026-12-31", maxCalls: 3 }]],
    [{ maxCost: "1.00", window: "day" }, [{ day: "2026-12-31", maxCost: "1.00" }]],
    [
      [
        { maxCalls: 3, window: { lastMs: 600_000 }, name: "ten minutes" },
        { maxCalls: 9 },
        { maxCalls: 4, window: { since: new Date("2026-12-01T00:00:00Z") }, label: { prefix: "" } },
        { maxCalls: 5, window: "day", label: "another" },
      ],
      [
        { maxCalls: 3, since: new Date("2026-12-31T11:50:00Z"), name: "ten minutes" },
        { maxCalls: 4, since: new Date("2026-12-01T00:00:00Z"), label: { prefix: "" } },
      ],
    ],
  ])("is asked, under the budget %j, to hold the limits %j, where nothing is undefined", async (budget, expected) => {
    vi.useFakeTimers({ now: new Date("2026-12-31T12:00:00Z"), toFake: ["Date"] });
    const asked: (readonly LedgerLimit[])[] = [];
    const ledger: Ledger = { ...createMemoryLedger(), reserve: (_entry, limits) => void asked.push(limits) };
    const client = createTestClient({ fetch: createVendor().fetch, ledger, budget, prices: { [things]: "0.15" } });
    await client.call(things, id);
    expect(asked).toStrictEqual([expected]);
  });

  test.each<[string, Ledger["reserve"], string]>([
    ["throws", () => fail("disk full"), "disk full"],
    ["rejects", () => Promise.reject(new Error("disk full")), "disk full"],
    ["rejects with what is no error", () => Promise.reject("disk full"), "unknown error"],
    // Safe, all of them: what callers without types may answer.
    ["answers null", () => null as never, "`reserve` answered neither `undefined` nor a refusal"],
    ["resolves to null", async () => null as never, "`reserve` answered neither `undefined` nor a refusal"],
    ["answers true", () => true as never, "`reserve` answered neither `undefined` nor a refusal"],
    ["resolves to false", async () => false as never, "`reserve` answered neither `undefined` nor a refusal"],
  ])("that %s when it reserves stops the call, unsent, and the budget stays as it was", async (_how, reserve, why) => {
    const vendor = createVendor();
    let isBroken = true;
    const memory = createMemoryLedger();
    const ledger: Ledger = {
      ...memory,
      reserve: (entry, limit) => (isBroken ? reserve(entry, limit) : memory.reserve(entry, limit)),
    };
    const client = createTestClient({ fetch: vendor.fetch, ledger, budget: { maxCalls: 1 } });
    expect(await client.try(things, id)).toMatchObject({
      ok: false,
      error: { kind: "config", billing: "unbilled", message: expect.stringContaining(`ledger failed (${why})`) },
    });
    expect(vendor.asked).toEqual([]);
    isBroken = false;
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });

  test("that refuses by a rule of its own stops the call, and the budget stays as it was", async () => {
    const vendor = createVendor();
    let isOpen = false;
    const limit = { maxCalls: 7, name: "the team's" };
    const refusal = { spentCalls: 7, reservedCalls: 0, spentCost: "0", reservedCost: "0", limit };
    const ledger: Ledger = { ...createMemoryLedger(), reserve: () => (isOpen ? undefined : refusal) };
    const client = createTestClient({ fetch: vendor.fetch, ledger, budget: { maxCalls: 1 } });
    expect(await client.try(things, id)).toMatchObject({
      error: {
        kind: "budget",
        scope: { name: "the team's" },
        spent: { calls: 7 },
        message: expect.stringContaining(`the budget "the team's" does not allow it (limit 7 calls, spent 7 calls`),
      },
    });
    isOpen = true;
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });

  test.each<[string, Ledger["settle"]]>([
    ["throws", () => fail("disk full")],
    ["rejects", () => Promise.reject(new Error("disk full"))],
  ])("that %s when it settles does not cost the reply, and counts the request as reserved", async (_how, settle) => {
    const ledger = { ...createMemoryLedger(), settle };
    const budget = { maxCalls: 1, window: "day" } as const;
    const client = createTestClient({ fetch: createVendor().fetch, ledger, budget });
    expect(await client.try(things, id)).toMatchObject({ ok: true, meta: { billing: "billed" } });
    expect(await client.usage()).toMatchObject([{ reservedCalls: 1 }]);
    expect(await client.try(things, { id: "2" })).toMatchObject({ error: { kind: "budget" } });
  });
});

describe("what is reserved", () => {
  test("is freed for a call that ends before its request", async () => {
    const client = createTestClient({
      fetch: createVendor().fetch,
      budget: { maxCalls: 1 },
      token: () => fail("no secret store"),
    });
    expect(await client.try(things, id)).toMatchObject({ error: { kind: "config" } });
    expect(await client.try(things, id)).toMatchObject({ error: { kind: "config" } });
    expect(await client.usage()).toMatchObject([{ reservedCalls: 0, spentCalls: 0 }]);
  });

  test("stays, and is listed, when a call is aborted under way, until it is settled by the bill", async () => {
    const ledger = createMemoryLedger();
    const controller = new AbortController();
    const vendor = createVendor(() => {
      controller.abort();
      return new Promise(() => undefined);
    });
    const budget = { maxCalls: 1, window: "day" } as const;
    const client = createTestClient({ fetch: vendor.fetch, ledger, budget, prices: { [things]: "0.15" } });
    await client.try(things, id, { signal: controller.signal, label: "report" });
    const [entry] = await client.unreconciled();
    expect(entry).toMatchObject({ operation: things, label: "report", cost: "0.15" });
    expect(await client.usage()).toMatchObject([{ reservedCalls: 1, reservedCost: "0.15", unknownCalls: 1 }]);
    expect(await client.try(things, id)).toMatchObject({ error: { kind: "budget", reserved: { calls: 1 } } });

    if (entry !== undefined) await ledger.settle(entry, "unbilled");
    expect(await client.unreconciled()).toEqual([]);
    expect(await client.usage()).toMatchObject([{ reservedCalls: 0, reservedCost: "0", unknownCalls: 0 }]);
  });

  test("stays, and is listed, when something further in throws", async () => {
    const ledger = createMemoryLedger();
    const broken: Stage = { aroundAttempt: () => fail("a bug") };
    const client = createLeanClient({
      token: "marked-token-for-tests",
      catalog: testCatalog,
      stages: [createBudgetStage({ budget: {}, prices: {}, ledger }), broken],
    });
    // Safe: the lean client is typed for the generated operations; this catalog has others.
    await expect(client.try(things as never, id as never)).rejects.toThrow("a bug");
    expect(await ledger.unreconciled()).toHaveLength(1);
  });

  test("is held by a ledger whose promises are not of the built-in class", async () => {
    // Safe: the same class, as another realm has it.
    const ForeignPromise = runInNewContext("Promise") as PromiseConstructor;
    const memory = createMemoryLedger();
    const ledger: Ledger = {
      ...memory,
      reserve: (entry, limit) => ForeignPromise.resolve(memory.reserve(entry, limit)),
      settle: (entry, billing) => ForeignPromise.resolve(memory.settle(entry, billing)),
    };
    const client = createTestClient({ fetch: createVendor().fetch, ledger, budget: { maxCalls: 1, window: "day" } });
    expect(await client.try(things, id)).toMatchObject({ ok: true });
    expect(await client.usage()).toMatchObject([{ spentCalls: 1, reservedCalls: 0 }]);
    expect(await client.try(things, id)).toMatchObject({ ok: false, error: { kind: "budget", spent: { calls: 1 } } });
  });

  test("has an id of its own in every client", async () => {
    const ids = new Set<string>();
    const ledger: Ledger = { ...createMemoryLedger(), reserve: (entry) => void ids.add(entry.id) };
    for (let clients = 0; clients < 50; clients += 1) {
      await createTestClient({ fetch: createVendor().fetch, ledger }).call(things, id);
    }
    expect(ids.size).toBe(50);
  });
});

test("usage is summed by operation, label and day", async () => {
  const client = createTestClient({ fetch: createVendor().fetch, prices: { [things]: "0.15" } });
  await client.call(things, { id: "1" }, { label: "b" });
  await client.call(things, { id: "2" }, { label: "b" });
  await client.call(things, { id: "3" }, { label: "a" });
  await client.call("POST /searches/v1", { text: "4" }, { label: "a" });
  await client.call("POST /searches/v1", { text: "5" });
  const rows = await client.usage();
  expect(rows.map(({ operation, label, spentCalls, spentCost }) => [operation, label, spentCalls, spentCost])).toEqual([
    [things, "a", 1, "0.15"],
    [things, "b", 2, "0.3"],
    ["POST /searches/v1", "", 1, "0"],
    ["POST /searches/v1", "a", 1, "0"],
  ]);
});
