import type { Call } from "../call/call.ts";
import { explainLater, type Failure } from "../call/failure.ts";
import { BudgetError } from "../errors/budget-error.ts";
import { omitUndefined } from "../omit-undefined.ts";
import type { LedgerLimit, LedgerTotals } from "./ledger.ts";

/** What does not allow a request, and what is spent of it. */
export interface Excess {
  /** What may be spent. */
  readonly limit: LedgerLimit;
  /** Whose sum it is, where that is not the ledger's. */
  readonly window: "process" | "call" | undefined;
  /** What is spent and reserved. */
  readonly totals: LedgerTotals;
}

/** The failure of a request that a budget does not allow: which one, its limit, spent and reserved. */
export function overBudget(call: Call, { limit, window, totals }: Excess): Failure {
  const { maxCalls, maxCost, name, label, day, since } = limit;
  const facts = {
    scope: omitUndefined({ name, window, label, day, since }),
    limit: omitUndefined({ calls: maxCalls, cost: maxCost }),
    spent: { calls: totals.spentCalls, cost: totals.spentCost },
    reserved: { calls: totals.reservedCalls, cost: totals.reservedCost },
  };
  return {
    billing: "unbilled",
    final: true,
    toError: explainLater(call, { kind: "budget", ...facts }, BudgetError, facts),
  };
}
