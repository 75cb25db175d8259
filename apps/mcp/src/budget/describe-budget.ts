import type { Ledger, LedgerScope, LedgerTotals } from "@just-one/core";
import type { BudgetSettings } from "./budget-settings.ts";
import { familyScope, nameScope } from "./labels.ts";
import { countAllowed, type LimitCase } from "./plan-limits.ts";

/** What is left of a principal's day; costs only where a price is known. */
export interface BudgetView {
  /** In Shanghai, as `2026-11-24`. */
  readonly day: string;
  /** Billed, under way, or of an outcome that nobody knows. */
  readonly spentCalls: number;
  /** What may still be sent today, by the day's limits; the brake of ten minutes comes on top. */
  readonly leftCalls: number;
  readonly spentCost?: string;
}

/** Reads what is spent and left. */
export async function describeBudget(
  ledger: Ledger,
  settings: BudgetSettings,
  { principal, day, granted }: Pick<LimitCase, "principal" | "day" | "granted">,
): Promise<BudgetView> {
  const own = await sumUp(ledger, { day, label: nameScope(principal) });
  const all = await sumUp(ledger, { day, label: familyScope });
  const left = Math.min(
    countAllowed(settings, granted) - countUsed(own),
    settings.serverCalls + granted.server - countUsed(all),
  );
  return {
    day,
    spentCalls: countUsed(own),
    leftCalls: Math.max(0, left),
    ...(own.spentCost !== "0" && { spentCost: own.spentCost }),
  };
}

async function sumUp(ledger: Ledger, scope: LedgerScope): Promise<LedgerTotals> {
  // All ledgers of ours have it; one that has not is asked for its rows, where cost is not added up.
  if (ledger.sum !== undefined) return ledger.sum(scope);
  const sum = { spentCalls: 0, reservedCalls: 0, spentCost: "0", reservedCost: "0" };
  for (const { spentCalls, reservedCalls } of await ledger.usage(scope)) {
    sum.spentCalls += spentCalls;
    sum.reservedCalls += reservedCalls;
  }
  return sum;
}

function countUsed({ spentCalls, reservedCalls }: LedgerTotals): number {
  return spentCalls + reservedCalls;
}
