import { createBudgetStage, createCountingLedger, createLeanClient } from "@just-one/core/lean";
import { expect, test } from "vitest";
import { markedToken } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

// The ledger of bundles, which holds budgets and tells no usage.

const entry = (id: string, more: object = {}) => ({
  id,
  operation: "GET /things/v1",
  label: "",
  day: "2026-11-24",
  cost: "0.15",
  ...more,
});

test("a limit of calls and one of cost hold for what is reserved and spent, and say what that is", () => {
  const ledger = createCountingLedger();
  expect(ledger.reserve(entry("1"), [{ maxCalls: 2 }])).toBeUndefined();
  void ledger.settle(entry("1"), "billed");
  expect(ledger.reserve(entry("2"), [{ maxCost: "0.30" }])).toBeUndefined();
  const refusal = { spentCalls: 1, reservedCalls: 1, spentCost: "0.15", reservedCost: "0.15" };
  expect(ledger.reserve(entry("3"), [{}, { maxCalls: 2 }])).toEqual({ ...refusal, limit: { maxCalls: 2 } });
  expect(ledger.reserve(entry("3"), [{ maxCost: "0.30" }])).toMatchObject(refusal);
  void ledger.settle(entry("2"), "unbilled");
  void ledger.settle(entry("2"), "billed"); // twice counts once
  expect(ledger.reserve(entry("3"), [{ maxCalls: 2 }])).toBeUndefined();
});

test("a limit is for its day and label only", () => {
  const ledger = createCountingLedger();
  void ledger.reserve(entry("1", { label: "team-a" }), []);
  void ledger.reserve(entry("2", { day: "2026-11-23" }), []);
  const limit = { maxCalls: 1, day: "2026-11-24", label: { prefix: "team" } };
  expect(ledger.reserve(entry("3"), [limit])).toBeUndefined();
  expect(ledger.reserve(entry("4", { label: "team-b" }), [limit])).toMatchObject({ reservedCalls: 1 });
});

test("what is unknown stays reserved and is listed, until the bill has told", () => {
  const ledger = createCountingLedger();
  void ledger.reserve(entry("1"), []);
  void ledger.reserve(entry("2"), []);
  void ledger.settle(entry("1"), "unknown");
  expect(ledger.unreconciled()).toEqual([entry("1")]);
  expect(ledger.reserve(entry("3"), [{ maxCalls: 2 }])).toMatchObject({ reservedCalls: 2 });
  void ledger.settle(entry("1"), "unbilled");
  expect(ledger.unreconciled()).toEqual([]);
  expect(ledger.reserve(entry("3"), [{ maxCalls: 2 }])).toBeUndefined();
});

test("an entry that is reserved already, and a limit since a time, are refused, and nothing is sent", async () => {
  const ledger = createCountingLedger();
  void ledger.reserve(entry("1"), []);
  expect(() => ledger.reserve(entry("1"), [])).toThrow("reserved already");
  const vendor = createVendor();
  const client = createLeanClient<TestOperations>({
    token: markedToken,
    baseUrl: "http://127.0.0.1:9",
    catalog: testCatalog,
    fetch: vendor.fetch,
    stages: [createBudgetStage({ budget: { maxCalls: 9, window: { lastMs: 60_000 } }, prices: {}, ledger })],
  });
  const { error } = await client.try("GET /things/v1", { id: "1" });
  expect(error).toMatchObject({ kind: "config", billing: "unbilled", retryable: false });
  expect(error?.message).toContain("createMemoryLedger");
  expect(vendor.asked).toEqual([]);
});
