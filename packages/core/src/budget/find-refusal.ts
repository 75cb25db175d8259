import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import { findOrCreate } from "../find-or-create.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { type Amounts, exceeds, parseTotals, reserveIn, toTotals } from "./amounts.ts";
import type { BudgetStage } from "./budget-stage.ts";
import type { Ledger, LedgerLimit } from "./ledger.ts";
import { overBudget } from "./over-budget.ts";
import { sumLedger } from "./sum-ledger.ts";

/** Why one more request of a call would be refused, without reserving it; `undefined` when it would not be. */
export type FindRefusal = (call: Call) => Promise<Failure | undefined>;

/** Judges the calls of one estimate: however many they are, the ledger is asked once for each limit's sum. */
export function createFindRefusal(stages: { readonly budget: BudgetStage; readonly ledger: Ledger }): FindRefusal {
  const sums = new Map<string, Promise<Amounts>>();
  const now = new Date(); // of the whole estimate
  const sumUp = ({ day, since, label }: LedgerLimit): Promise<Amounts> =>
    findOrCreate(sums, JSON.stringify([day, since, label]), () =>
      sumLedger(stages.ledger, omitUndefined({ day, since, label })).then(parseTotals),
    );
  return async (call) => {
    const planned = stages.budget.plan(call, now);
    if ("toError" in planned) return planned;
    const { entry, limits } = planned;
    for (const { limit, window, sum: own } of limits) {
      const sum = { ...(own ?? (await sumUp(limit))) };
      if (call.shared.mayResend() && !exceeds(sum, entry, limit)) reserveIn([sum], entry); // the stage reserves two
      if (exceeds(sum, entry, limit)) return overBudget(call, { limit, window, totals: toTotals(sum) });
    }
    return undefined;
  };
}
