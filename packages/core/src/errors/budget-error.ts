import { type ErrorDetails, JustOneError } from "./just-one-error.ts";

/** One side of a budget: calls as a number, cost as a decimal string. */
export interface BudgetAmounts {
  readonly calls?: number;
  readonly cost?: string;
}

export interface BudgetErrorDetails extends ErrorDetails {
  readonly limit: BudgetAmounts;
  readonly spent: BudgetAmounts;
  readonly reserved: BudgetAmounts;
}

/** The budget does not allow this request; it was not sent. */
export class BudgetError extends JustOneError {
  override readonly name = "BudgetError";
  readonly kind = "budget";
  readonly limit: BudgetAmounts;
  readonly spent: BudgetAmounts;
  /** Under way, or ended with unknown billing. */
  readonly reserved: BudgetAmounts;

  constructor(message: string, details: BudgetErrorDetails) {
    super(message, details);
    this.limit = details.limit;
    this.spent = details.spent;
    this.reserved = details.reserved;
  }
}
