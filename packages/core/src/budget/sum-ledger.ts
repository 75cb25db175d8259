import { addAmounts, createAmounts, parseTotals, toTotals } from "./amounts.ts";
import { isInScope } from "./ledger-scope.ts";
import type { Ledger, LedgerScope, LedgerTotals } from "./ledger.ts";

/** What a ledger has in a scope: its own sum, or that of its rows where it keeps none. */
export async function sumLedger(ledger: Ledger, scope: LedgerScope): Promise<LedgerTotals> {
  if (ledger.sum !== undefined) return ledger.sum(scope);
  const rows = (await ledger.usage(scope)).filter((row) => isInScope(scope, row));
  return toTotals(rows.map(parseTotals).reduce(addAmounts, createAmounts()));
}
