import { addTotals, createAmounts, toTotals } from "./amounts.ts";
import type { Ledger, LedgerScope, LedgerTotals } from "./ledger.ts";

/** What a ledger has in a scope: its own sum, or that of its rows where it keeps none. */
export async function sumLedger(ledger: Ledger, scope: LedgerScope): Promise<LedgerTotals> {
  if (ledger.sum !== undefined) return ledger.sum(scope);
  const { day } = scope;
  const sum = createAmounts();
  for (const row of await ledger.usage()) if (day === undefined || row.day === day) addTotals(sum, row);
  return toTotals(sum);
}
