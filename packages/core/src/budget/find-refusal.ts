import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import { findOrCreate } from "../find-or-create.ts";
import { type Amounts, addTotals, createAmounts, exceeds, reserveIn, toTotals } from "./amounts.ts";
import type { BudgetOptions } from "./budget-options.ts";
import type { BudgetStage } from "./budget-stage.ts";
import type { Ledger } from "./ledger.ts";
import { overBudget } from "./over-budget.ts";
import { sumLedger } from "./sum-ledger.ts";

/** Why one more request of a call would be refused, without reserving it; `undefined` when it would not be. */
export type FindRefusal = (call: Call) => Promise<Failure | undefined>;

/** Judges the calls of one estimate: however many they are, the ledger is asked once for each limit's sum. */
export function createFindRefusal(
  stages: { readonly budget: BudgetStage; readonly ledger: Ledger },
  budget: BudgetOptions,
): FindRefusal {
  const days = new Map<string | undefined, Promise<Amounts>>();
  const sumDay = async (day: string | undefined): Promise<Amounts> => {
    const sum = createAmounts();
    addTotals(sum, await sumLedger(stages.ledger, day === undefined ? {} : { day }));
    return sum;
  };
  return async (call) => {
    const planned = stages.budget.plan(call);
    if ("toError" in planned) return planned;
    const { entry, limit, sums } = planned;
    const [{ ...sum } = await findOrCreate(days, limit.day, () => sumDay(limit.day))] = sums;
    if (call.shared.mayResend() && !exceeds(sum, entry, limit)) reserveIn([sum], entry); // the stage reserves two
    return exceeds(sum, entry, limit) ? overBudget(call, budget, toTotals(sum)) : undefined;
  };
}
