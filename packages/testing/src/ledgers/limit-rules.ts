import assert from "node:assert/strict";
import type { LedgerRule } from "./ledger-rules.ts";
import { createEntry, createRow, noTotals, reserveAll, takes } from "./rule-entries.ts";

/** What an entry has to fit into. */
export const limitRules: readonly LedgerRule[] = [
  {
    name: "refuses what goes beyond a limit, and tells it with what is spent and reserved",
    check: async (ledger) => {
      const limit = { maxCalls: 2 };
      await ledger.reserve(createEntry("1"), [limit]);
      await ledger.settle(createEntry("1"), "billed");
      await ledger.reserve(createEntry("2"), [limit]);
      const totals = { spentCalls: 1, spentCost: "0.15", reservedCalls: 1, reservedCost: "0.15" };
      assert.deepEqual(await ledger.reserve(createEntry("3"), [limit]), { ...totals, limit });
      assert.deepEqual(await ledger.usage(), [createRow(totals)]);
    },
  },
  {
    name: "refuses everything under a limit of none",
    check: async (ledger) => {
      assert.equal(await takes(ledger, [{ maxCalls: 0 }]), false);
      assert.equal(await takes(ledger, [{ maxCost: "0" }]), false);
      assert.equal(await takes(ledger, [{ maxCost: "0" }], { cost: "" }), true);
    },
  },
  {
    name: "counts what may have been billed, and not what was not",
    check: async (ledger) => {
      await reserveAll(ledger, [{}, {}]);
      await ledger.settle(createEntry("1"), "unknown");
      await ledger.settle(createEntry("2"), "unbilled");
      assert.equal(await takes(ledger, [{ maxCalls: 1 }]), false);
      assert.equal(await takes(ledger, [{ maxCalls: 2 }]), true);
    },
  },
  {
    name: "allows a cost to the last decimal and not one beyond",
    check: async (ledger) => {
      const limits = [{ maxCost: "0.300000001" }];
      assert.equal(await takes(ledger, limits, { cost: "0.1" }), true);
      assert.equal(await takes(ledger, limits, { cost: "0.2" }), true);
      assert.equal(await takes(ledger, limits, { cost: "0.000000002" }), false);
      assert.equal(await takes(ledger, limits, { cost: "0.000000001" }), true);
    },
  },
  {
    name: "counts for a day's limit what was reserved on that day",
    check: async (ledger) => {
      const limits = [{ day: "2026-11-24", maxCalls: 1 }];
      await reserveAll(ledger, [{ day: "2026-11-23" }]);
      assert.equal(await takes(ledger, limits), true);
      assert.equal(await takes(ledger, limits), false);
      assert.equal(await takes(ledger, limits, { day: "2026-11-25" }), true);
    },
  },
  {
    name: "counts for a label's limit what has just that label",
    check: async (ledger) => {
      await reserveAll(ledger, [{ label: "" }, { label: "a/b" }, { label: "A" }, { label: "ab" }]);
      const limits = [{ label: "a", maxCalls: 1 }];
      assert.equal(await takes(ledger, limits, { label: "a" }), true);
      assert.equal(await takes(ledger, limits, { label: "a" }), false);
      assert.equal(await takes(ledger, [{ label: "", maxCalls: 1 }]), false);
      assert.equal(await takes(ledger, [{ label: "a/b", day: "2026-11-23", maxCalls: 0 }], { label: "a/b" }), true);
    },
  },
  ...["a/", "a_", "a%", "中/", "'; --", "[a]*", "\\", "é"].map((prefix) => ({
    name: `counts for a limit of labels that begin with "${prefix}" those that do, letter by letter`,
    check: async (ledger: Parameters<LedgerRule["check"]>[0]) => {
      const others = ["", "a", "ab/c", `x${prefix}`, prefix.slice(0, -1), prefix.toUpperCase() + "x", "e\u0301"];
      await reserveAll(
        ledger,
        others.filter((label) => !label.startsWith(prefix)).map((label) => ({ label })),
      );
      const limit = { label: { prefix }, maxCalls: 2 };
      assert.equal(await takes(ledger, [limit], { label: prefix }), true);
      assert.equal(await takes(ledger, [limit], { label: `${prefix}x` }), true);
      assert.deepEqual(await ledger.reserve(createEntry("no", { label: `${prefix}\u{10ffff}` }), [limit]), {
        ...noTotals,
        reservedCalls: 2,
        reservedCost: "0.3",
        limit,
      });
    },
  })),
  {
    name: "does not hold an entry to the limit of a label or day that it does not have",
    check: async (ledger) => {
      const full = [
        { label: "b", maxCalls: 0 },
        { label: { prefix: "b" }, maxCost: "0" },
        { day: "2026-11-23", maxCalls: 0 },
      ];
      assert.equal(await takes(ledger, full, { label: "a" }), true);
    },
  },
  {
    name: "counts for a limit since a time what was reserved from then on",
    check: async (ledger) => {
      await reserveAll(ledger, [{}, {}]);
      const anHourAgo = new Date(Date.now() - 3_600_000);
      const later = new Date(Date.now() + 2 * 3_600_000);
      assert.equal(await takes(ledger, [{ since: anHourAgo, maxCalls: 2 }]), false);
      assert.equal(await takes(ledger, [{ since: later, maxCalls: 1 }]), true);
      assert.equal(await takes(ledger, [{ since: new Date(0), maxCalls: 3 }]), false);
      assert.equal(await takes(ledger, [{ since: anHourAgo, label: "a", maxCalls: 1 }], { label: "a" }), true);
      assert.equal(await takes(ledger, [{ since: anHourAgo, label: "a", maxCalls: 1 }], { label: "a" }), false);
    },
  },
  {
    name: "reserves under several limits in all or in none, and tells the first that refuses",
    check: async (ledger) => {
      const [wide, narrow, narrower] = [
        { maxCalls: 3 },
        { label: "a", maxCalls: 1 },
        { label: { prefix: "a" }, maxCalls: 1 },
      ];
      const limits = [wide, narrow, narrower];
      const totals = { ...noTotals, reservedCalls: 1, reservedCost: "0.15" };
      assert.equal(await takes(ledger, limits, { label: "a" }), true);
      assert.deepEqual(await ledger.reserve(createEntry("2", { label: "a" }), limits), { ...totals, limit: narrow });
      assert.deepEqual(await ledger.reserve(createEntry("2", { label: "ab" }), limits), { ...totals, limit: narrower });
      assert.equal(await takes(ledger, limits, { label: "b" }), true);
      assert.equal(await takes(ledger, limits, { label: "c" }), true);
      assert.equal(await takes(ledger, limits, { label: "d" }), false);
      assert.equal(
        (await ledger.usage()).reduce((sum, row) => sum + row.reservedCalls, 0),
        3,
      );
    },
  },
  {
    name: "overspends none of several limits, though all is asked for at once",
    check: async (ledger) => {
      const limits = [{ maxCalls: 20 }, { label: "a", maxCalls: 7 }, { day: "2026-11-24", maxCost: "2.25" }];
      const asked = Array.from({ length: 60 }, (_, index) => ({ label: index % 2 === 0 ? "a" : "b" }));
      const taken = await Promise.all(asked.map(async (change) => takes(ledger, limits, change)));
      const count = (label: string): number =>
        taken.filter((isTaken, index) => isTaken && asked[index]?.label === label).length;
      assert.equal(count("a"), 7);
      assert.equal(count("b"), 8);
    },
  },
];
