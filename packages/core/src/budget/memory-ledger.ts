import { findOrCreate } from "../find-or-create.ts";
import { type Amounts, createAmounts, exceeds, reserveIn, settleIn, toTotals } from "./amounts.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import { type SumKey, toSumText, toUsageRows } from "./usage-rows.ts";

/** A ledger for one process. It keeps sums, entries under way and unknown ones only, so it does not grow with the number of calls. */
export function createMemoryLedger(): Ledger {
  const rows = new Map<string, SumKey & Amounts>();
  const days = new Map<string, Amounts>();
  const open = new Map<string, LedgerEntry>(); // those under way and the unknown ones
  const unknown = new Map<string, LedgerEntry>();
  // Reserved and settled, and often followed by another of its kind: the last one's sums are asked for again.
  let last: { readonly entry: LedgerEntry; readonly sums: readonly Amounts[] } | undefined;
  const findDay = (day = everyDay): Amounts => findOrCreate(days, day, createAmounts);
  const findSums = (entry: LedgerEntry): readonly Amounts[] => {
    if (last !== undefined && isAlike(last.entry, entry)) return last.sums;
    const { day, operation, label } = entry;
    const row = findOrCreate(rows, toSumText(entry), () => Object.assign(createAmounts(), { day, operation, label }));
    last = { entry, sums: [row, findDay(day), findDay()] };
    return last.sums;
  };

  return {
    reserve: (entry, limit) => {
      const limited = findDay(limit.day);
      if (exceeds(limited, entry, limit)) return toTotals(limited);
      if (open.has(entry.id)) throw new Error(`${entry.id} is reserved already`);
      const own = { ...entry };
      open.set(own.id, own);
      reserveIn(findSums(own), own);
      return undefined;
    },
    settle: ({ id }, billing) => {
      const entry = open.get(id);
      if (entry === undefined) return; // settling twice must not count twice
      if (billing === "unknown") return void unknown.set(id, entry);
      open.delete(id);
      unknown.delete(id);
      settleIn(findSums(entry), entry, billing);
    },
    usage: () => {
      const sorted = [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1));
      return toUsageRows(
        sorted.map(([, row]) => row),
        unknown.values(),
      );
    },
    sum: ({ day = everyDay }) => toTotals(days.get(day) ?? createAmounts()),
    unreconciled: () => Array.from(unknown.values(), (entry) => ({ ...entry })),
  };
}

const everyDay = ""; // no day's name

function isAlike(one: SumKey, other: SumKey): boolean {
  return one.operation === other.operation && one.label === other.label && one.day === other.day;
}
