import { type Amounts, createAmounts, exceeds, reserveIn, settleIn, toTotals } from "./amounts.ts";
import type { Ledger, LedgerEntry, UsageRow } from "./ledger.ts";

/** A ledger for one process. It keeps sums and unknown entries only, so it does not grow with the number of calls. */
export function createMemoryLedger(): Ledger {
  const rows = new Map<string, Row>();
  const days = new Map<string, Amounts>();
  const unknown = new Map<string, LedgerEntry>();
  // Reserved and settled, and often followed by another of its kind: the last one's sums are asked for again.
  let last: { readonly entry: LedgerEntry; readonly sums: readonly [Row, Amounts, Amounts] } | undefined;
  const findDay = (day = everyDay): Amounts => findOrCreate(days, day, createAmounts);
  const findSums = (entry: LedgerEntry): readonly [Row, Amounts, Amounts] => {
    if (last !== undefined && isAlike(last.entry, entry)) return last.sums;
    const { day, operation, label } = entry;
    const row = findOrCreate(rows, JSON.stringify([day, operation, label]), () =>
      Object.assign(createAmounts(), { operation, label, day, unknownCalls: 0 }),
    );
    last = { entry, sums: [row, findDay(day), findDay()] };
    return last.sums;
  };

  return {
    reserve: (entry, limit) => {
      const sum = findDay(limit.day);
      if (exceeds(sum, entry, limit)) return toTotals(sum);
      reserveIn(findSums(entry), entry);
      return undefined;
    },
    settle: (entry, billing) => {
      const sums = findSums(entry);
      const [row] = sums;
      if (billing === "unknown") {
        if (!unknown.has(entry.id)) row.unknownCalls += 1;
        unknown.set(entry.id, entry);
        return;
      }
      if (unknown.delete(entry.id)) row.unknownCalls -= 1;
      settleIn(sums, entry, billing);
    },
    usage: () => [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => toUsageRow(row)),
    unreconciled: () => [...unknown.values()],
  };
}

function isAlike(one: LedgerEntry, other: LedgerEntry): boolean {
  return one.operation === other.operation && one.label === other.label && one.day === other.day;
}

interface Row extends Amounts {
  readonly operation: string;
  readonly label: string;
  readonly day: string;
  unknownCalls: number;
}

const everyDay = ""; // no day's name

function findOrCreate<V>(map: Map<string, V>, key: string, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

function toUsageRow(row: Row): UsageRow {
  const { operation, label, day, unknownCalls } = row;
  return { operation, label, day, unknownCalls, ...toTotals(row) };
}
