import { JustOneError } from "./just-one-error.ts";

/** The budget does not allow this call; nothing was sent. */
export class BudgetError extends JustOneError {
  override readonly name = "BudgetError";
  readonly kind = "budget";
}
