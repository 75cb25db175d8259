import type { Call } from "../call/call.ts";
import { ConfigError } from "../errors/config-error.ts";
import { findOrCreate } from "../find-or-create.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { type Amounts, createAmounts } from "./amounts.ts";
import type { BudgetOptions } from "./budget-options.ts";
import type { PlannedLimit } from "./budget-stage.ts";
import { checkBudget } from "./check-budget.ts";

/** One budget of a client. */
export interface Budget extends BudgetOptions {
  /** The limit that a request of a call is held to which goes out now. */
  plan(call: Call, day: string, now: Date): PlannedLimit;
}

/** Those of a child and of the children above it. */
export interface FamilyBudgets {
  readonly budgets: readonly Budget[];
  /** Calls with different ones are no twins: one may go where the other may not. */
  readonly key: string;
}

/** Read once: a limit that changes later, or with every look at it, is none. @throws ConfigError for a budget that is none */
export function readBudgets(given: BudgetOptions | readonly BudgetOptions[]): Budget[] {
  const isList = Array.isArray(given);
  if (isList && given.length === 0)
    throw new ConfigError("`budget` must not be an empty list: that is no limit at all");
  return [given]
    .flat()
    .map((one: BudgetOptions, index) => createBudget(checkBudget(isList ? `budget[${index}]` : "budget", one)))
    .filter(({ maxCalls, maxCost }) => maxCalls !== undefined || maxCost !== undefined);
}

function createBudget({ window = "process", label: ofLabel, ...own }: BudgetOptions): Budget {
  const label = typeof ofLabel === "object" ? { ...ofLabel } : ofLabel;
  const fixed = typeof window === "object" && "since" in window ? new Date(window.since) : undefined;
  const findSince = (now: Date): Date | undefined =>
    typeof window === "object" && "lastMs" in window ? new Date(now.getTime() - window.lastMs) : fixed;
  const sums = new WeakMap<object, Amounts>();
  // Days and times are kept by the ledger itself, which other processes may share.
  const ownWindow = window === "process" || window === "call" ? window : undefined;
  return {
    ...own,
    label,
    plan: (call, ofDay, now) => {
      const day = window === "day" ? ofDay : undefined;
      const sum = ownWindow && findOrCreate(sums, ownWindow === "call" ? call : sums, createAmounts);
      return { limit: omitUndefined({ ...own, label, day, since: findSince(now) }), window: ownWindow, sum };
    },
  };
}
