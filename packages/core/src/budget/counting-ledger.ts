import { ConfigError } from "../errors/config-error.ts";
import { findOrCreate } from "../find-or-create.ts";
import { addAmounts, type Amounts, createAmounts, exceeds, reserveIn, settleIn, toTotals } from "./amounts.ts";
import { isInScope } from "./ledger-scope.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";

/** A ledger that only holds budgets, and lists what is to be compared with the vendor's bill. */
export type CountingLedger = Pick<Ledger, "reserve" | "settle" | "unreconciled">;

interface OpenEntry {
  readonly entry: LedgerEntry;
  readonly sums: readonly [Amounts];
  isUnknown: boolean;
}

/**
 * A ledger for one process, for bundles: it counts by day and label, and does not grow with the number of calls. `createMemoryLedger`
 * also tells what was spent (`usage`, `sum`), and knows budgets of the last hours (`lastMs`, `since`).
 */
export function createCountingLedger(): CountingLedger {
  const rows = new Map<string, Amounts & Pick<LedgerEntry, "day" | "label">>();
  const open = new Map<string, OpenEntry>(); // those under way and the unknown ones
  return {
    reserve: (given, limits) => {
      const entry = { ...given };
      const { id, day, label } = entry;
      for (const limit of [limits].flat()) {
        if (limit.since) throw new ConfigError("a budget since a time needs `createMemoryLedger`");
        if (!isInScope(limit, entry)) continue;
        const sum = createAmounts();
        for (const row of rows.values()) if (isInScope(limit, row)) addAmounts(sum, row);
        if (exceeds(sum, entry, limit)) return { ...toTotals(sum), limit };
      }
      if (open.has(id)) throw new Error(`${id} is reserved already`);
      const sum = findOrCreate(rows, `${day} ${label}`, () => ({ ...createAmounts(), day, label }));
      const reserved: OpenEntry = { entry, sums: [sum], isUnknown: false };
      open.set(id, reserved);
      reserveIn(reserved.sums, entry);
      return undefined;
    },
    settle: ({ id }, billing) => {
      const found = open.get(id);
      if (found === undefined) return; // settling twice must not count twice
      found.isUnknown = billing === "unknown";
      if (found.isUnknown) return;
      open.delete(id);
      settleIn(found.sums, found.entry, billing);
    },
    unreconciled: () => {
      const unknown = [...open.values()].filter(({ isUnknown }) => isUnknown);
      return unknown.map(({ entry }) => Object.assign({}, entry));
    },
  };
}
