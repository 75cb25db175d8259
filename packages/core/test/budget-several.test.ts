import { type BudgetOptions, createMemoryLedger } from "@just-one/core";
import { createFileLedger } from "@just-one/core/node";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

const things = "GET /things/v1";
const prices = { [things]: "0.15" };
let folder = "";
let count = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "just-one-budgets-"));
  vi.useFakeTimers({ now: new Date("2026-12-31T10:00:00Z"), toFake: ["Date"] });
  return () => rmSync(folder, { recursive: true });
});
afterEach(() => void vi.useRealTimers());

/** Makes calls with labels one after the other, and tells of each what became of it. */
async function callAll(
  { client }: ReturnType<typeof arrange>,
  labels: readonly (string | undefined)[],
): Promise<unknown[]> {
  const told: unknown[] = [];
  for (const label of labels) {
    const result = await client.try(things, { id: `${(count += 1)}` }, { label });
    told.push(result.ok ? "ok" : result.error.kind === "budget" ? Reflect.get(result.error, "scope") : result.error);
  }
  return told;
}

function arrange(budget: BudgetOptions | BudgetOptions[], ledger = createMemoryLedger()) {
  const vendor = createVendor();
  return { vendor, client: createTestClient({ fetch: vendor.fetch, budget, ledger, prices }) };
}

describe("of several budgets", () => {
  test("each limits the calls that it is for, and the error names the one that refuses", async () => {
    const scene = arrange([
      { maxCost: "0.60", window: "day", name: "everybody's" },
      { maxCalls: 1, label: "newsletter" },
      { maxCalls: 2, label: { prefix: "agents/" }, window: { lastMs: 600_000 }, name: "agents" },
    ]);
    const since = new Date("2026-12-31T09:50:00Z");
    expect(
      await callAll(scene, ["newsletter", "newsletter", "agents/1", "agents/2", "agents/1", undefined, "other"]),
    ).toEqual([
      "ok",
      { window: "process", label: "newsletter" },
      "ok",
      "ok",
      { name: "agents", label: { prefix: "agents/" }, since },
      "ok",
      { name: "everybody's", day: "2026-12-31" },
    ]);
    expect(scene.vendor.asked).toHaveLength(4);
  });

  test("what one refuses is reserved in no other, whether this client or the ledger holds it", async () => {
    const scene = arrange([
      { maxCalls: 3 },
      { maxCalls: 3, window: "day" },
      { maxCalls: 1, label: "a", window: "day" },
    ]);
    expect(await callAll(scene, ["a", "a", "a", "a", "b", "b", "b"])).toMatchObject([
      "ok",
      { label: "a" },
      { label: "a" },
      { label: "a" },
      "ok",
      "ok",
      { window: "process" },
    ]);
  });

  test.each([
    [{ maxCalls: 1, label: "a" }, "the budget of this process for a does not allow it (limit 1 calls"],
    [{ maxCalls: 1, window: "day", name: "x" }, 'the budget "x" of this day does not allow it'],
    [
      { maxCalls: 1, window: { lastMs: 3_600_000 }, label: { prefix: "a" } },
      "the budget since 2026-12-31T09:00:00.000Z for a… does not allow it",
    ],
  ] as const)("the words about %j say which it is", async (budget, words) => {
    const { client } = arrange(budget);
    await client.call(things, { id: "1" }, { label: "a" });
    await expect(client.call(things, { id: "2" }, { label: "a" })).rejects.toThrow(words);
  });

  test("one that is for other labels asks for no price, and one that is for this call does", async () => {
    const { fetch } = createVendor();
    const client = createTestClient({ fetch, budget: [{ maxCost: "1", label: "a" }], prices: {} });
    expect(await client.try(things, { id: "1" }, { label: "b" })).toMatchObject({ ok: true });
    expect(await client.try(things, { id: "2" }, { label: "a" })).toMatchObject({ error: { kind: "config" } });
  });

  test("an estimate is over the one that would refuse", async () => {
    const { client } = arrange([{ maxCalls: 5 }, { maxCalls: 1, label: "a", window: { lastMs: 60_000 } }]);
    await client.call(things, { id: "1" }, { label: "a" });
    const estimate = (label: string) => client.estimate(things, { id: "2" }, { label });
    expect(await estimate("a")).toMatchObject({ outcome: "over-budget" });
    expect(await estimate("b")).toMatchObject({ outcome: "send" });
  });

  test("what a caller does to its budgets later changes nothing", async () => {
    const since = new Date("2026-12-01T00:00:00Z");
    const label = { prefix: "a" };
    const budgets: { -readonly [K in keyof BudgetOptions]: BudgetOptions[K] }[] = [
      { maxCalls: 1, window: { since }, label },
    ];
    const scene = arrange(budgets);
    since.setFullYear(2030);
    label.prefix = "b";
    budgets.length = 0;
    expect(await callAll(scene, ["ab", "ab"])).toMatchObject(["ok", { label: { prefix: "a" } }]);
  });
});

describe("a budget of the last milliseconds", () => {
  test.each([
    ["in memory", createMemoryLedger],
    ["in a file", () => createFileLedger({ path: join(folder, "one.ledger") })],
  ])("lets calls go again once those before are out of it, with a ledger %s", async (_where, createLedger) => {
    const ledger = createLedger();
    onTestFinished(() => (ledger as { close?(): void }).close?.());
    const scene = arrange({ maxCalls: 2, window: { lastMs: 600_000 } }, ledger);
    expect(await callAll(scene, ["", "", ""])).toMatchObject(["ok", "ok", {}]);
    vi.setSystemTime("2026-12-31T10:10:59Z");
    expect(await callAll(scene, [""])).toMatchObject([{ since: new Date("2026-12-31T10:00:59Z") }]);
    vi.setSystemTime("2026-12-31T10:11:00Z");
    expect(await callAll(scene, ["", "", ""])).toMatchObject(["ok", "ok", {}]);
    expect(await scene.client.usage({ since: new Date("2026-12-31T10:05:00Z") })).toMatchObject([{ spentCalls: 2 }]);
    expect(await scene.client.sum({ since: new Date("2026-12-31T09:00:00Z") })).toMatchObject({ spentCalls: 4 });
  });
});
