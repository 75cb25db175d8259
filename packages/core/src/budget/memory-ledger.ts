import { addEntry, type Amounts, createAmounts, exceeds, toTotals } from "./amounts.ts";
import type { Ledger, LedgerEntry, UsageRow } from "./ledger.ts";

/** A ledger for one process. It keeps sums and unknown entries only, so it does not grow with the number of calls. */
export function createMemoryLedger(): Ledger {
  const rows: Rows = new Map();
  const days = new Map<string, Amounts>();
  const all = createAmounts();
  const unknown = new Map<string, LedgerEntry>();
  // Reserved and settled, and often followed by another of its kind: the last one's sums are asked for again.
  let last: { readonly entry: LedgerEntry; readonly sums: readonly [Row, Amounts, Amounts] } | undefined;
  const findSums = (entry: LedgerEntry): readonly [Row, Amounts, Amounts] => {
    if (last !== undefined && isAlike(last.entry, entry)) return last.sums;
    const sums = [findRow(rows, entry), findOrCreate(days, entry.day, createAmounts), all] as const;
    last = { entry, sums };
    return sums;
  };

  return {
    reserve: (entry, limit) => {
      const sum = limit.day === undefined ? all : findOrCreate(days, limit.day, createAmounts);
      if (exceeds(sum, entry, limit)) return toTotals(sum);
      addEntry(findSums(entry), { kind: "reserved", entry, sign: 1 });
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
      addEntry(sums, { kind: "reserved", entry, sign: -1 });
      if (billing === "billed") addEntry(sums, { kind: "spent", entry, sign: 1 });
    },
    usage: () => [...listRows(rows)].toSorted(compareRows).map(toUsageRow),
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

// By day, operation and label: one key made of all three would be built and hashed anew for every request.
type Rows = Map<string, Map<string, Map<string, Row>>>;

function findRow(rows: Rows, entry: LedgerEntry): Row {
  const ofDay = findOrCreate(rows, entry.day, createMap<Map<string, Row>>);
  const ofOperation = findOrCreate(ofDay, entry.operation, createMap<Row>);
  return findOrCreate(ofOperation, entry.label, () => createRow(entry));
}

function* listRows(rows: Rows): Generator<Row> {
  for (const ofDay of rows.values()) for (const ofOperation of ofDay.values()) yield* ofOperation.values();
}

function createMap<V>(): Map<string, V> {
  return new Map();
}

function createRow({ operation, label, day }: LedgerEntry): Row {
  return { operation, label, day, unknownCalls: 0, ...createAmounts() };
}

function compareRows(a: Row, b: Row): number {
  const [left, right] = [a, b].map(({ day, operation, label }) => JSON.stringify([day, operation, label]));
  return String(left) < String(right) ? -1 : 1;
}

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
