import type { BudgetOptions } from "./budget/budget-options.ts";
import type { CallOptions } from "./call-options.ts";
import { callShape } from "./call/call-shape.ts";
import { findCallProblem } from "./call/check-call.ts";
import { clientShape } from "./client-options.ts";
import { ConfigError } from "./errors/config-error.ts";
import { checkOptions } from "./options/check-options.ts";
import type { Shape } from "./options/read-options.ts";

/**
 * What a child may have of its own: settings for each of its calls, which a call's own go before, and a budget. All else is
 * the family's: token, server, `fetch`, ledger, prices, rate limit, doors, cache, stages and observers.
 */
export interface ChildOptions extends CallOptions {
  /**
   * What the child's calls may spend. It holds besides the budgets above it: a request has to fit into each. `process` is the
   * child's life; days and times count what the whole ledger has, or of a `label`, what that has. @default no further limit
   */
  readonly budget?: BudgetOptions | readonly BudgetOptions[] | undefined;
}

const childShape: Shape<ChildOptions> = { ...callShape, budget: clientShape.budget };

/** Reads them once. @throws ConfigError for what is no child's, or cannot work */
export function readChildOptions(given: ChildOptions): ChildOptions {
  const shared = Object.keys(Object(given) as object).find((name) => name in clientShape && !(name in childShape));
  if (shared !== undefined) {
    throw new ConfigError(`\`${shared}\` is the same for a client and its children: give it to createClient`);
  }
  const { budget, ...own } = checkOptions(given, childShape);
  const problem = findCallProblem(own);
  if (problem !== undefined) throw new ConfigError(problem);
  return { ...own, budget };
}
