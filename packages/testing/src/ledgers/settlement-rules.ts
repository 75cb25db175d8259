import assert from "node:assert/strict";
import type { LedgerRule } from "./ledger-rules.ts";
import { createEntry, createRow, reserveAll } from "./rule-entries.ts";

const billings = ["billed", "unbilled", "unknown"] as const;
const one = createEntry("1");

/** What becomes of an entry. */
export const settlementRules: readonly LedgerRule[] = [
  {
    name: "holds an entry as reserved until it is settled",
    check: async (ledger) => {
      assert.equal(await ledger.reserve(one, []), undefined);
      assert.deepEqual(await ledger.usage(), [createRow({ reservedCalls: 1, reservedCost: "0.15" })]);
      await ledger.settle(one, "billed");
      assert.deepEqual(await ledger.usage(), [createRow({ spentCalls: 1, spentCost: "0.15" })]);
    },
  },
  {
    name: "takes out what was not billed",
    check: async (ledger) => {
      await ledger.reserve(one, []);
      await ledger.settle(one, "unbilled");
      assert.deepEqual(await ledger.usage(), [createRow()]);
      assert.deepEqual(await ledger.unreconciled(), []);
    },
  },
  {
    name: "lists what may have been billed, oldest first, and keeps it reserved",
    check: async (ledger) => {
      await reserveAll(ledger, [{}, {}, {}]);
      for (const id of ["1", "3", "3"]) await ledger.settle(createEntry(id), "unknown");
      assert.deepEqual(await ledger.unreconciled(), [createEntry("1"), createEntry("3")]);
      assert.deepEqual(await ledger.usage(), [createRow({ reservedCalls: 3, reservedCost: "0.45", unknownCalls: 2 })]);
    },
  },
  {
    name: "keeps an entry without a price at no cost",
    check: async (ledger) => {
      await ledger.reserve(createEntry("1", { cost: "" }), []);
      await ledger.settle(createEntry("1", { cost: "" }), "billed");
      assert.deepEqual(await ledger.usage(), [createRow({ spentCalls: 1 })]);
    },
  },
  ...billings.flatMap((first) =>
    billings.map((second) => ({
      name: `counts an entry once that is settled as ${first}, and then as ${second}`,
      check: async (ledger: Parameters<LedgerRule["check"]>[0]) => {
        await ledger.reserve(one, []);
        await ledger.settle(one, first);
        await ledger.settle(one, second);
        for (let left = 3; left > 0; left -= 1) {
          await ledger.settle(one, "unbilled");
          await ledger.settle(one, "billed");
        }
        const [row] = await ledger.usage();
        const isBilled = first === "billed" || (first === "unknown" && second === "billed");
        const settled = isBilled ? { spentCalls: 1, spentCost: "0.15" } : {};
        assert.deepEqual(row, createRow(settled));
        assert.deepEqual(await ledger.unreconciled(), []);
      },
    })),
  ),
  {
    name: "counts nothing for an entry that was never reserved",
    check: async (ledger) => {
      await ledger.reserve(one, []);
      for (const billing of billings) await ledger.settle(createEntry("2"), billing);
      assert.deepEqual(await ledger.usage(), [createRow({ reservedCalls: 1, reservedCost: "0.15" })]);
      assert.deepEqual(await ledger.unreconciled(), []);
    },
  },
  {
    name: "settles what was reserved, whatever became of the entry that it was told with",
    check: async (ledger) => {
      const own = { ...one };
      await ledger.reserve(own, []);
      Object.assign(own, { cost: "99", label: "other", day: "2026-11-25" });
      await ledger.settle(own, "unknown");
      Object.assign((await ledger.unreconciled())[0] ?? {}, { cost: "99", label: "other" });
      await ledger.settle(own, "billed");
      assert.deepEqual(await ledger.usage(), [createRow({ spentCalls: 1, spentCost: "0.15" })]);
    },
  },
  {
    name: "refuses to reserve the same id twice",
    check: async (ledger) => {
      await ledger.reserve(one, []);
      await assert.rejects(async () => ledger.reserve(one, []));
      assert.deepEqual(await ledger.usage(), [createRow({ reservedCalls: 1, reservedCost: "0.15" })]);
    },
  },
  {
    name: "sums exactly where floats and 64-bit integers do not",
    check: async (ledger) => {
      const cost = "999999999999999.999999999";
      for (const id of ["1", "2", "3"]) {
        await ledger.reserve(createEntry(id, { cost }), []);
        await ledger.settle(createEntry(id, { cost }), "billed");
      }
      await ledger.reserve(createEntry("4", { cost: "0.000000001" }), []);
      const sums = { spentCost: "2999999999999999.999999997", reservedCost: "0.000000001" };
      assert.deepEqual(await ledger.usage(), [createRow({ spentCalls: 3, reservedCalls: 1, ...sums })]);
    },
  },
];
