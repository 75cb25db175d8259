import type { Call } from "../call/call.ts";
import { explainLater, type Failure } from "../call/failure.ts";
import { BudgetError } from "../errors/budget-error.ts";
import { omitUndefined } from "../omit-undefined.ts";
import type { BudgetOptions } from "./budget-options.ts";
import type { LedgerTotals } from "./ledger.ts";

/** The failure of a request that the budget does not allow: limit, spent and reserved. */
export function overBudget(call: Call, budget: BudgetOptions, totals: LedgerTotals): Failure {
  const { maxCalls, maxCost, window = "process" } = budget;
  const facts = {
    limit: omitUndefined({ calls: maxCalls, cost: maxCost }),
    spent: { calls: totals.spentCalls, cost: totals.spentCost },
    reserved: { calls: totals.reservedCalls, cost: totals.reservedCost },
  };
  return {
    billing: "unbilled",
    final: true,
    toError: explainLater(call, { kind: "budget", window, ...facts }, BudgetError, facts),
  };
}
