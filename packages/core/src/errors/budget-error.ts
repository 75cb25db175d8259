import type { LedgerScope } from "../budget/ledger.ts";
import { isOfKind, JustOneError } from "./just-one-error.ts";

/** One side of a budget: calls as a number, cost as a decimal string. */
export interface BudgetAmounts {
  /** Billed requests; absent when the budget does not count them. */
  readonly calls?: number;
  /** In the currency of `prices`; absent when the budget does not count it. */
  readonly cost?: string;
}

/** Which of the budgets it is. */
export interface BudgetScope extends LedgerScope {
  /** What it was called in the options, or by the ledger that keeps it; absent when it has no name. */
  readonly name?: string;
  /** What its maximum is for, where that is no day and no time; absent for those. */
  readonly window?: "process" | "call";
}

/** What a budget error tells besides. */
export interface BudgetFacts {
  /** Which budget it is; empty for one of the ledger's own that has no scope. */
  readonly scope: BudgetScope;
  /** What may be spent. */
  readonly limit: BudgetAmounts;
  /** What is known to be billed. */
  readonly spent: BudgetAmounts;
  /** Under way, or ended with unknown billing. */
  readonly reserved: BudgetAmounts;
}

/** The budget does not allow this request; it was not sent. */
export class BudgetError extends JustOneError<BudgetFacts> {
  override readonly name = "BudgetError";
  readonly kind = "budget";
  /** Which budget it is, of those that the client and its ledger have. */
  declare readonly scope: BudgetScope;
  /** What may be spent. */
  declare readonly limit: BudgetAmounts;
  /** What is known to be billed. */
  declare readonly spent: BudgetAmounts;
  /** Under way, or ended with unknown billing. */
  declare readonly reserved: BudgetAmounts;

  /** True for a `BudgetError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is BudgetError {
    return isOfKind(value, "budget");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is BudgetError;
}
