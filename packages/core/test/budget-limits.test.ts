import {
  type BudgetAmounts,
  BudgetError,
  type BudgetOptions,
  type Client,
  type ClientOptions,
  ConfigError,
  createMemoryLedger,
} from "@just-one/core";
import type { Stage } from "@just-one/core/lean";
import * as fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";
import type { TestOperations } from "./support/operations.ts";
import { envelope } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

const things = "GET /things/v1";
const parts = "GET /things/{id}/parts/v1";
const id = { id: "1" };

afterEach(() => void vi.useRealTimers());

/** A vendor on the loopback that keeps its own books: what it has billed, and what it has left without an answer. */
async function startVendor(choose: (asked: number) => "billed" | "failed" | "silent") {
  const books = { asked: 0, billed: 0, silent: 0 };
  const url = await startServer((_request, response) => {
    books.asked += 1;
    const what = choose(books.asked);
    if (what === "billed") books.billed += 1;
    if (what === "silent") books.silent += 1;
    if (what === "silent") response.destroy();
    else response.end(envelope(what === "billed" ? 0 : 301));
  });
  return { url, books };
}

/** Makes many different calls at the same time; returns how many succeeded. */
async function callAtOnce(client: Client<TestOperations>, count: number): Promise<number> {
  const calls = Array.from({ length: count }, (_, number) => client.try(things, { id: String(number) }));
  return (await Promise.all(calls)).filter((result) => result.ok).length;
}

function catchError(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

/** Calls one after the other; returns how many succeed. */
async function countUntilRefused(client: Client<TestOperations>): Promise<number> {
  for (let count = 0; count < 100; count += 1) if (!(await client.try(things, { id: `${count}` })).ok) return count;
  return Infinity;
}

function createBudgetClient(window: "process" | "day" | "call", more: Partial<ClientOptions> = {}) {
  return createTestClient({ fetch: createVendor().fetch, budget: { maxCalls: 3, window }, ...more });
}

describe("1,000 calls at the same time", () => {
  test("of a budget of calls are billed that often and not once more", async () => {
    const { url, books } = await startVendor(() => "billed");
    const client = createTestClient({ baseUrl: url, budget: { maxCalls: 137 }, rateLimiter: { concurrency: 64 } });
    expect(await callAtOnce(client, 1000)).toBe(137);
    expect(books).toEqual({ asked: 137, billed: 137, silent: 0 });
  });

  test("of a budget of money are billed as far as it goes and not one more", async () => {
    const { url, books } = await startVendor(() => "billed");
    const budget = { maxCost: "25.00" };
    const prices = { [things]: "0.15" };
    const client = createTestClient({ baseUrl: url, budget, prices, rateLimiter: { concurrency: 64 } });
    expect(await callAtOnce(client, 1000)).toBe(166); // 24.90
    expect(books.billed).toBe(166);
    expect(await client.usage()).toMatchObject([{ spentCost: "24.9", reservedCost: "0", spentCalls: 166 }]);
  });

  test("that fail in every way never pass it, and free what provably was not billed", async () => {
    const outcomes = ["billed", "failed", "silent", "failed"] as const;
    const { url, books } = await startVendor((asked) => outcomes[asked % 4] ?? "billed");
    const client = createTestClient({ baseUrl: url, budget: { maxCalls: 200 }, retry: { maxAttempts: 2, baseMs: 0 } });
    await callAtOnce(client, 1000);
    expect(books.billed + books.silent).toBeLessThanOrEqual(200); // those that wait have reserved too
    while ((await callAtOnce(client, 1)) > 0 || books.billed + books.silent < 200);
    await callAtOnce(client, 1000);
    expect(books.billed + books.silent).toBe(200);
    expect(await client.usage()).toMatchObject([
      { spentCalls: books.billed, reservedCalls: books.silent, unknownCalls: books.silent },
    ]);
    expect(await client.unreconciled()).toHaveLength(books.silent);
  });

  test("cost once what one call costs when they are the same call", async () => {
    const { url, books } = await startVendor(() => "billed");
    const client = createTestClient({ baseUrl: url, budget: { maxCalls: 1 } });
    const results = await Promise.all(Array.from({ length: 1000 }, () => client.try(things, id)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(books.billed).toBe(1);
  });
});

test("no sequence of outcomes and prices ever spends more than the maximum", async () => {
  const steps = fc.array(
    fc.record({
      operation: fc.constantFrom(things, parts),
      outcome: fc.constantFrom("billed", "failed", "silent"),
    }),
    { maxLength: 60 },
  );
  const limits = fc.record({ maxCalls: fc.integer({ min: 0, max: 20 }), maxCents: fc.integer({ min: 0, max: 900 }) });
  await fc.assert(
    fc.asyncProperty(steps, limits, async (calls, { maxCalls, maxCents }) => {
      const cents = { [things]: 15, [parts]: 60 };
      let worst = 0;
      let count = 0;
      const vendor = createVendor(({ parameters, operation }) => {
        const outcome = parameters.get("id") ?? /(billed|failed|silent)/.exec(operation)?.[1];
        if (outcome?.startsWith("failed") === true) return 301;
        worst += operation.includes("parts") ? 60 : 15;
        count += 1;
        if (outcome?.startsWith("silent") === true) throw new TypeError("network down");
        return 0;
      });
      const client = createTestClient({
        fetch: vendor.fetch,
        twins: false,
        retry: false,
        budget: { maxCalls, maxCost: (maxCents / 100).toFixed(2) },
        prices: (operation) => (operation === things ? "0.15" : "0.60"),
      });
      const results = await Promise.all(calls.map(({ operation, outcome }) => client.try(operation, { id: outcome })));

      expect(worst).toBeLessThanOrEqual(maxCents);
      expect(count).toBeLessThanOrEqual(maxCalls);
      for (const [index, result] of results.entries()) {
        if (result.ok || !(result.error instanceof BudgetError)) continue;
        const { spent, reserved } = result.error;
        const price = cents[calls[index]?.operation ?? things] ?? 0;
        const taken = Math.round((Number(spent.cost) + Number(reserved.cost)) * 100);
        const takenCalls = (spent.calls ?? 0) + (reserved.calls ?? 0);
        expect(taken + price > maxCents || takenCalls + 1 > maxCalls).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

test("a budget can be spent to its last billionth", async () => {
  const prices = { [things]: "0.150000001" };
  const exact = createTestClient({ fetch: createVendor().fetch, prices, budget: { maxCost: "0.300000002" } });
  expect(await countUntilRefused(exact)).toBe(2);
  const short = createTestClient({ fetch: createVendor().fetch, prices, budget: { maxCost: "0.300000001" } });
  expect(await countUntilRefused(short)).toBe(1);
});

describe("a BudgetError", () => {
  test("says limit, spent and reserved, and what is to be compared with the bill is listed", async () => {
    const vendor = createVendor(({ number }) => {
      if (number === 2) throw new TypeError("network down");
      return 0;
    });
    const options = { budget: { maxCalls: 2, maxCost: "1.00" }, prices: { [things]: "0.35" } };
    const client = createTestClient({ fetch: vendor.fetch, ...options });
    await client.call(things, id, { label: "first" });
    await client.try(things, id, { label: "second" });
    const refused = await client.try(things, id);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        kind: "budget",
        billing: "unbilled",
        limit: { calls: 2, cost: "1.00" },
        spent: { calls: 1, cost: "0.35" },
        reserved: { calls: 1, cost: "0.35" },
        message:
          "GET /things/v1 was not sent: the budget of this process does not allow it (limit 2 calls and cost 1.00, " +
          "spent 1 calls and cost 0.35, reserved 1 calls and cost 0.35)",
      },
    });
    expect(vendor.asked).toHaveLength(2);
    expect(await client.unreconciled()).toMatchObject([{ operation: things, label: "second", cost: "0.35" }]);
  });

  test.each<[BudgetOptions, BudgetAmounts, string]>([
    [{ maxCalls: 0 }, { calls: 0 }, "process does not allow it (limit 0 calls, spent"],
    [{ maxCost: "0.10", window: "day" }, { cost: "0.10" }, "day does not allow it (limit cost 0.10, spent"],
  ])("under %j has the limit %j and tells no other", async (budget, limit, message) => {
    const client = createTestClient({ fetch: createVendor().fetch, budget, prices: { [things]: "0.15" } });
    const refused = await client.try(things, id);
    if (refused.ok || !(refused.error instanceof BudgetError)) throw new Error("it should have been refused");
    expect(refused.error.limit).toStrictEqual(limit);
    expect(refused.error.message).toContain(message);
  });

  test("tells a stage of the caller's that nothing was billed, and that trying again is no use", async () => {
    const outcomes: unknown[] = [];
    const observer: Stage = {
      aroundAttempt: async (_call, next) => {
        const outcome = await next();
        outcomes.push(outcome);
        return outcome;
      },
    };
    const client = createTestClient({ fetch: createVendor().fetch, budget: { maxCalls: 0 }, stages: [observer] });
    await client.try(things, id);
    expect(outcomes).toMatchObject([{ ok: false, failure: { billing: "unbilled", final: true } }]);
  });
});

describe("a window of", () => {
  test("`process` lasts as long as the client, whatever the ledger holds and the clock says", async () => {
    vi.useFakeTimers({ now: new Date("2026-12-31T15:59:59.999Z"), toFake: ["Date"] });
    const ledger = createMemoryLedger();
    expect(await countUntilRefused(createBudgetClient("process", { ledger }))).toBe(3);
    const client = createBudgetClient("process", { ledger });
    expect(await countUntilRefused(client)).toBe(3);
    vi.setSystemTime(new Date("2027-01-05T00:00:00Z"));
    expect(await countUntilRefused(client)).toBe(0);
    expect(await client.usage()).toMatchObject([{ spentCalls: 6, day: "2026-12-31" }]);
  });

  test("`day` lasts until midnight in Shanghai, over all who share the ledger", async () => {
    vi.useFakeTimers({ now: new Date("2026-12-31T15:59:59.999Z"), toFake: ["Date"] });
    const ledger = createMemoryLedger();
    expect(await countUntilRefused(createBudgetClient("day", { ledger }))).toBe(3);
    const other = createBudgetClient("day", { ledger });
    expect(await countUntilRefused(other)).toBe(0);
    vi.setSystemTime(new Date("2026-12-31T16:00:00Z"));
    expect(await countUntilRefused(other)).toBe(3);
    expect(await other.usage()).toMatchObject([
      { day: "2026-12-31", spentCalls: 3 },
      { day: "2027-01-01", spentCalls: 3 },
    ]);
  });

  test("`day` keeps what was reserved before midnight in the day it was for", async () => {
    vi.useFakeTimers({ now: new Date("2026-12-31T15:59:59Z"), toFake: ["Date"] });
    const vendor = createVendor(() => {
      vi.setSystemTime(new Date("2026-12-31T16:00:01Z"));
      return 0;
    });
    const client = createTestClient({ fetch: vendor.fetch, budget: { maxCalls: 1, window: "day" } });
    await client.call(things, id);
    expect(await client.usage()).toMatchObject([{ day: "2026-12-31", spentCalls: 1, reservedCalls: 0 }]);
    expect(await client.try(things, { id: "2" })).toMatchObject({ ok: true });
  });

  test("`call` is each call's own, all its attempts together", async () => {
    expect(await countUntilRefused(createBudgetClient("call"))).toBe(Infinity);

    const silent = createVendor(() => {
      throw new TypeError("network down");
    });
    const retry = { retryUnknown: true, maxAttempts: 5, baseMs: 0 };
    const refused = await createBudgetClient("call", { fetch: silent.fetch, retry }).try(things, id);
    expect(refused).toMatchObject({ error: { kind: "budget", billing: "unknown", reserved: { calls: 3 } } });
    expect(refused.meta.attempts).toHaveLength(3);
  });
});

describe("prices", () => {
  test("may come from a function, asked for the operation", async () => {
    const prices = (operation: string): string | undefined => (operation === things ? "0.60" : undefined);
    const client = createTestClient({ fetch: createVendor().fetch, prices, budget: { maxCost: "1.00" } });
    expect(await client.try(things, id)).toMatchObject({ ok: true });
    expect(await client.try(things, { id: "2" })).toMatchObject({ ok: false, error: { kind: "budget" } });
    expect(await client.try(parts, id)).toMatchObject({
      error: { kind: "config", message: expect.stringContaining("`prices` has no price for it") },
    });
  });

  test("from a function are asked for operations only, when they are called", async () => {
    const asked: string[] = [];
    const prices = (operation: string): string => {
      asked.push(operation);
      return "0.15";
    };
    const client = createTestClient({
      fetch: createVendor().fetch,
      prices: Object.assign(prices, { currency: "CNY" }),
    });
    expect(asked).toEqual([]);
    await client.call(things, id);
    expect(new Set(asked)).toEqual(new Set([things]));
  });

  test("that can no longer be read stop the call, unsent", async () => {
    const vendor = createVendor();
    let isBroken = false;
    const prices = {
      get [things](): string {
        if (isBroken) throw new Error("the price list was withdrawn");
        return "0.15";
      },
    };
    const client = createTestClient({ fetch: vendor.fetch, prices });
    isBroken = true;
    expect(await client.try(things, id)).toMatchObject({
      error: {
        kind: "config",
        billing: "unbilled",
        message: expect.stringContaining("cannot be read: `prices` failed"),
      },
    });
    expect(vendor.asked).toEqual([]);
  });

  test("that miss an operation stop it under `maxCost`, and under nothing else", async () => {
    const vendor = createVendor();
    const prices = { [parts]: "0.15" };
    const strict = createTestClient({ fetch: vendor.fetch, prices, budget: { maxCost: "1.00" } });
    expect(await strict.try(things, id)).toMatchObject({ error: { kind: "config", billing: "unbilled" } });
    expect(vendor.asked).toEqual([]);
    const free = createTestClient({ fetch: vendor.fetch, prices, budget: { maxCalls: 5 } });
    expect(await free.try(things, id)).toMatchObject({ ok: true });
    expect(await free.usage()).toMatchObject([{ spentCalls: 1, spentCost: "0" }]);
  });

  test("are not found on the object's prototype", async () => {
    const prices = Object.create({ [things]: "0.15" });
    const client = createTestClient({ fetch: createVendor().fetch, prices, budget: { maxCost: "1.00" } });
    expect(await client.try(things, id)).toMatchObject({ error: { kind: "config" } });
  });

  test.each<[string, () => string | undefined]>([
    ["no decimal string", () => "0,15"],
    [
      "an exception",
      () => {
        throw new Error("no price list");
      },
    ],
  ])("from a function that gives %s stop the call, unsent", async (_what, prices) => {
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, prices });
    expect(await client.try(things, id)).toMatchObject({ error: { kind: "config", billing: "unbilled" } });
    expect(vendor.asked).toEqual([]);
  });
});

test.each<[Partial<ClientOptions>, string]>([
  [{ budget: { maxCalls: Number.NaN } }, "`budget.maxCalls` must be a whole number"],
  [{ budget: { maxCalls: -1 } }, "`budget.maxCalls`"],
  [{ budget: { maxCalls: "5" as unknown as number } }, "`budget.maxCalls`"],
  [{ budget: { maxCost: "25,00" } }, "`budget.maxCost` must be a decimal string"],
  [{ budget: { maxCost: 25 as unknown as string } }, "`budget.maxCost`"],
  [{ budget: { maxCost: "" } }, "`budget.maxCost`"],
  [{ budget: { window: "week" as "day" } }, "`budget.window`"],
  [{ budget: { window: { lastMs: 59_999 } } }, "`budget.window` must be"],
  [{ budget: { window: { lastMs: Number.NaN } } }, "`budget.window`"],
  [{ budget: { window: { lastMs: "600000" as unknown as number } } }, "`budget.window`"],
  [{ budget: { window: {} as "day" } }, "`budget.window`"],
  [{ budget: { window: { since: new Date("soon") } } }, "`budget.window`"],
  [{ budget: { window: { since: "2026-11-01" as unknown as Date } } }, "`budget.window`"],
  [{ budget: { label: 5 as unknown as string } }, "`budget.label` must be a text or { prefix }"],
  [{ budget: { label: {} as string } }, "`budget.label`"],
  [{ budget: { name: 5 as unknown as string } }, "`budget.name` must be a text"],
  [{ budget: [] }, "`budget` must not be an empty list"],
  [{ budget: [{ maxCalls: 1 }, { maxCalls: -1 }] }, "`budget[1].maxCalls`"],
  [{ budget: [{ maxCalls: 1 }, null as unknown as BudgetOptions] }, "`budget[1]` must be an object"],
  [{ prices: { [things]: "CNY 0.15" } }, `the price of ${things} must be a decimal string`],
  [{ prices: { [things]: 0.15 as unknown as string } }, `the price of ${things}`],
])("%j is refused when the client is made, because it would be no limit at all", (options, message) => {
  const refusal = catchError(() => createTestClient(options));
  expect(refusal).toBeInstanceOf(ConfigError);
  expect(refusal).toMatchObject({
    message: expect.stringContaining(message),
    meta: { operation: "", billing: "unbilled" }, // of no call
  });
});
