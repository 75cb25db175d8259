import assert from "node:assert/strict";
import type { LedgerRule } from "./ledger-rules.ts";
import { createEntry, createRow, noTotals, reserveAll } from "./rule-entries.ts";

/** What is told of what was spent. */
export const scopeRules: readonly LedgerRule[] = [
  {
    name: "tells rows by day, operation and label, in that order",
    check: async (ledger) => {
      const keys = [
        { day: "2026-11-24", operation: "GET /b", label: "" },
        { day: "2026-11-24", operation: "GET /a", label: "中 '; drop table sums; --" },
        { day: "2026-11-23", operation: "GET /b", label: "x" },
        { day: "2026-11-24", operation: "GET /a", label: "" },
      ] as const;
      await reserveAll(ledger, [...keys, ...keys]);
      const twice = { reservedCalls: 2, reservedCost: "0.3" };
      assert.deepEqual(
        await ledger.usage(),
        [keys[2], keys[3], keys[1], keys[0]].map((key) => createRow(Object.assign({}, key, twice))),
      );
    },
  },
  {
    name: "tells rows and sums of a day, a label, a prefix, a time and what is in several of them",
    check: async (ledger) => {
      await reserveAll(ledger, [
        { day: "2026-11-23", label: "a/1" },
        { label: "a/1" },
        { label: "a/2", operation: "GET /b" },
        { label: "b" },
        { label: "b" },
        {},
      ]);
      await ledger.settle(createEntry("2"), "billed");
      await ledger.settle(createEntry("3"), "unknown");
      await ledger.settle(createEntry("5"), "unbilled");
      const since = new Date(Date.now() - 60_000);
      const later = new Date(Date.now() + 2 * 3_600_000);
      const scopes = [
        [{}, 1, 4, 1],
        [{ day: "2026-11-24" }, 1, 3, 1],
        [{ day: "2026-11-22" }, 0, 0, 0],
        [{ label: "a/1" }, 1, 1, 0],
        [{ label: "" }, 0, 1, 0],
        [{ label: { prefix: "a/" } }, 1, 2, 1],
        [{ label: { prefix: "" } }, 1, 4, 1],
        [{ label: { prefix: "a/" }, day: "2026-11-23" }, 0, 1, 0],
        [{ since }, 1, 4, 1],
        [{ since: new Date(0) }, 1, 4, 1],
        [{ since, label: { prefix: "a/" } }, 1, 2, 1],
        [{ since, label: "b", day: "2026-11-24" }, 0, 1, 0],
        [{ since: later }, 0, 0, 0],
      ] as const;
      for (const [scope, spentCalls, reservedCalls, unknownCalls] of scopes) {
        const rows = await ledger.usage(scope);
        const add = (name: "spentCalls" | "reservedCalls" | "unknownCalls"): number =>
          rows.reduce((sum, row) => sum + row[name], 0);
        const told = JSON.stringify(scope);
        assert.deepEqual(
          [add("spentCalls"), add("reservedCalls"), add("unknownCalls")],
          [spentCalls, reservedCalls, unknownCalls],
          told,
        );
        const sum = await ledger.sum?.(scope);
        if (sum === undefined) continue;
        assert.deepEqual([sum.spentCalls, sum.reservedCalls], [spentCalls, reservedCalls], told);
        if (spentCalls + reservedCalls === 0) assert.deepEqual(sum, noTotals, told);
      }
    },
  },
];
