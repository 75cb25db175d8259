import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import { type Amounts, addTotals, createAmounts, exceeds, toTotals } from "./amounts.ts";
import type { BudgetOptions } from "./budget-options.ts";
import type { BudgetStage } from "./budget-stage.ts";
import type { Ledger } from "./ledger.ts";
import { overBudget } from "./over-budget.ts";

/** Why one more request of this call would be refused, without reserving it; `undefined` when it would not be. */
export async function findRefusal(
  call: Call,
  stages: { readonly budget: BudgetStage; readonly ledger: Ledger },
  budget: BudgetOptions,
): Promise<Failure | undefined> {
  const planned = stages.budget.plan(call);
  if ("toError" in planned) return planned;
  const { entry, limit, sums } = planned;
  const [sum = await sumDay(stages.ledger, limit.day)] = sums;
  return exceeds(sum, entry, limit) ? overBudget(call, budget, toTotals(sum)) : undefined;
}

/** What the ledger has of a day; nothing without one. */
async function sumDay(ledger: Ledger, day: string | undefined): Promise<Amounts> {
  const sum = createAmounts();
  if (day === undefined) return sum;
  for (const row of await ledger.usage()) if (row.day === day) addTotals(sum, row);
  return sum;
}
