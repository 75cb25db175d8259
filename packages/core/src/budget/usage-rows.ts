import { type Amounts, toTotals } from "./amounts.ts";
import type { LedgerEntry, UsageRow } from "./ledger.ts";

/** What entries are summed by. */
export type SumKey = Pick<LedgerEntry, "day" | "operation" | "label">;

/** One text for each key; their order is that of usage rows. */
export function toSumText({ day, operation, label }: SumKey): string {
  return JSON.stringify([day, operation, label]);
}

/** A row for each sum, with the number of its entries whose billing is unknown. */
export function toUsageRows(sums: readonly (SumKey & Amounts)[], unknown: Iterable<LedgerEntry>): UsageRow[] {
  const unknownBySum = Map.groupBy(unknown, toSumText);
  return sums.map((sum) => {
    const { day, operation, label } = sum;
    const unknownCalls = unknownBySum.get(toSumText(sum))?.length ?? 0;
    return Object.assign(toTotals(sum), { day, operation, label, unknownCalls });
  });
}
