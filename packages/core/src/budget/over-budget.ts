import type { Failure } from "../call/failure.ts";
import { type BudgetAmounts, BudgetError } from "../errors/budget-error.ts";
import type { BudgetOptions } from "./budget-options.ts";
import type { LedgerTotals } from "./ledger.ts";

/** The failure of a request that the budget does not allow: limit, spent and reserved. */
export function overBudget(budget: BudgetOptions, totals: LedgerTotals): Failure {
  const limit = { calls: budget.maxCalls, cost: budget.maxCost };
  const spent = { calls: totals.spentCalls, cost: totals.spentCost };
  const reserved = { calls: totals.reservedCalls, cost: totals.reservedCost };
  const told = [
    ["limit", limit],
    ["spent", spent],
    ["reserved", reserved],
  ] as const;
  return {
    billing: "unbilled",
    final: true,
    toError: (meta) =>
      new BudgetError(
        `${meta.operation} was not sent: the budget of this ${budget.window ?? "process"} does not allow it ` +
          `(${told.map(([name, amounts]) => `${name} ${tell(amounts)}`).join(", ")})`,
        { meta, limit: compact(limit), spent, reserved },
      ),
  };
}

type LooseAmounts = { readonly [K in keyof BudgetAmounts]: BudgetAmounts[K] | undefined };

function tell({ calls, cost }: LooseAmounts): string {
  const parts = [calls === undefined ? [] : `${calls} calls`, cost === undefined ? [] : `cost ${cost}`].flat();
  return parts.join(" and ");
}

function compact({ calls, cost }: LooseAmounts): BudgetAmounts {
  return { ...(calls === undefined ? {} : { calls }), ...(cost === undefined ? {} : { cost }) };
}
