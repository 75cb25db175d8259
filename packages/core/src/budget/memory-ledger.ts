import { findOrCreate } from "../find-or-create.ts";
import { addAmounts, type Amounts, createAmounts, exceeds, reserveIn, settleIn, toTotals } from "./amounts.ts";
import { findForgottenMinute, isInScope, readScope, toMinute } from "./ledger-scope.ts";
import type { Ledger, LedgerEntry, LedgerScope } from "./ledger.ts";
import { type SumKey, toSumText, toUsageRows } from "./usage-rows.ts";

/** The sums of a day or of a minute. */
type Rows = Map<string, SumKey & Amounts>;

/** An entry under way or of unknown billing, and all sums that it counts in. */
interface OpenEntry {
  readonly entry: LedgerEntry;
  readonly minute: number;
  readonly sums: readonly Amounts[];
}

/** A ledger for one process. It keeps sums, entries under way and unknown ones only, so it does not grow with the number of calls. */
export function createMemoryLedger(): Ledger {
  const totals = new Map<string, Amounts>(); // of a day, and of everything
  const days = new Map<string, Rows>();
  const minutes = new Map<number, Rows>();
  const open = new Map<string, OpenEntry>(); // those under way and the unknown ones
  const unknown = new Map<string, OpenEntry>();
  // Often followed by another of its kind within the minute: the last one's sums are asked for again.
  let last: OpenEntry | undefined;

  const findSums = (entry: LedgerEntry, minute: number): readonly Amounts[] => {
    if (last !== undefined && last.minute === minute && isAlike(last.entry, entry)) return last.sums;
    const { day, operation, label } = entry;
    const text = toSumText(entry);
    for (const old of minutes.keys()) if (old <= findForgottenMinute()) minutes.delete(old);
    return [
      ...[everyDay, day].map((name) => findOrCreate(totals, name, createAmounts)),
      ...[findOrCreate(days, day, createRows), findOrCreate(minutes, minute, createRows)].map((rows) =>
        findOrCreate(rows, text, () => ({ ...createAmounts(), day, operation, label })),
      ),
    ];
  };
  const list = (scope: LedgerScope): (SumKey & Amounts)[] => {
    const { from, has } = readScope(scope);
    const periods = [...(from === undefined ? days : minutes)] as [string | number, Rows][]; // safe: read only
    return periods.flatMap(([start, rows]) => (Number(start) < Number(from) ? [] : [...rows.values()].filter(has)));
  };
  const sum = (scope: LedgerScope): Amounts => {
    const { day = everyDay, since, label } = scope;
    if (since === undefined && label === undefined) return totals.get(day) ?? createAmounts();
    return list(scope).reduce(addAmounts, createAmounts());
  };

  return {
    reserve: (given, limits) => {
      const entry = { ...given };
      for (const limit of [limits].flat()) {
        const limited = isInScope(limit, entry) && sum(limit);
        if (limited && exceeds(limited, entry, limit)) return { ...toTotals(limited), limit };
      }
      if (open.has(entry.id)) throw new Error(`${entry.id} is reserved already`);
      const minute = toMinute(Date.now());
      last = { entry, minute, sums: findSums(entry, minute) };
      open.set(entry.id, last);
      reserveIn(last.sums, entry);
      return undefined;
    },
    settle: ({ id }, billing) => {
      const found = open.get(id);
      if (found === undefined) return; // settling twice must not count twice
      if (billing === "unknown") return void unknown.set(id, found);
      open.delete(id);
      unknown.delete(id);
      settleIn(found.sums, found.entry, billing);
    },
    usage: (scope = {}) => {
      const { from = 0, has } = readScope(scope);
      const uncertain = [...unknown.values()].filter(({ entry, minute }) => minute >= from && has(entry));
      return toUsageRows(
        list(scope),
        uncertain.map(({ entry }) => entry),
      );
    },
    sum: (scope) => toTotals(sum(scope)),
    unreconciled: () => Array.from(unknown.values(), ({ entry }) => ({ ...entry })),
  };
}

const everyDay = ""; // no day's name

function createRows(): Rows {
  return new Map();
}

function isAlike(one: SumKey, other: SumKey): boolean {
  return one.operation === other.operation && one.label === other.label && one.day === other.day;
}
