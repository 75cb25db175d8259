import { findOrCreate } from "../find-or-create.ts";
import { addAmounts, type Amounts, createAmounts, toTotals } from "./amounts.ts";
import type { LedgerEntry, UsageRow } from "./ledger.ts";

/** What entries are summed by. */
export type SumKey = Pick<LedgerEntry, "day" | "operation" | "label">;

/** One text for each key; their order is that of usage rows. */
export function toSumText({ day, operation, label }: SumKey): string {
  return JSON.stringify([day, operation, label]);
}

/** A row for each key among the sums, in order, with the number of its entries whose billing is unknown. */
export function toUsageRows(sums: Iterable<SumKey & Amounts>, unknown: Iterable<LedgerEntry>): UsageRow[] {
  const unknownBySum = Map.groupBy(unknown, toSumText);
  const rows = new Map<string, SumKey & Amounts>();
  for (const sum of sums) {
    addAmounts(
      findOrCreate(rows, toSumText(sum), () => ({ ...sum, ...createAmounts() })),
      sum,
    );
  }
  return [...rows]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([text, sum]) => {
      const { day, operation, label } = sum;
      const unknownCalls = unknownBySum.get(text)?.length ?? 0;
      return Object.assign(toTotals(sum), { day, operation, label, unknownCalls });
    });
}
