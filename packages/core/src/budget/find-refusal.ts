import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import { addTotals, createAmounts, exceeds, toTotals } from "./amounts.ts";
import type { BudgetOptions } from "./budget-options.ts";
import type { BudgetStage } from "./budget-stage.ts";
import { overBudget } from "./over-budget.ts";

/** Why one more request of this call would be refused, without reserving it; `undefined` when it would not be. */
export async function findRefusal(call: Call, stage: BudgetStage, budget: BudgetOptions): Promise<Failure | undefined> {
  const planned = stage.plan(call);
  if ("toError" in planned) return planned;
  const { entry, limit, ledgers } = planned;
  const sum = createAmounts();
  for (const row of await ledgers[0].usage()) {
    if (limit.day === undefined || limit.day === row.day) addTotals(sum, row);
  }
  return exceeds(sum, entry, limit) ? overBudget(budget, toTotals(sum)) : undefined;
}
