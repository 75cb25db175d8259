import type { Shape } from "../options/read-options.ts";
import type { LabelScope } from "./ledger.ts";

/**
 * What may be spent. Requests under way and those with unknown billing count as spent until they are settled. Of several
 * budgets a request has to fit into each that it is in; the error names the one that it does not fit into.
 *
 * A browser's page and its workers may send a request twice without a word. There each one is reserved twice: a maximum of
 * one call sends nothing, and the copy that may have been sent stays reserved and is listed as unreconciled.
 *
 * @example
 * ```ts
 * const budget: BudgetOptions[] = [
 *   { maxCost: "25.00", window: "day" },
 *   { label: "newsletter", maxCalls: 100, window: "day", name: "the newsletter's" },
 *   { label: { prefix: "agents/" }, maxCalls: 20, window: { lastMs: 600_000 } },
 * ];
 * ```
 */
export interface BudgetOptions {
  /** Billed requests, at most. @default none */
  readonly maxCalls?: number | undefined;
  /** A decimal string in the currency of `prices`, such as `"25.00"`. Every operation called then needs a price. */
  readonly maxCost?: string | undefined;
  /**
   * What the maximum is for: this client's life (`process`), a day in Shanghai (`day`), each single call with all its
   * attempts (`call`), the last so many milliseconds, a minute at least (`lastMs`), or all that came after a time (`since`). Days
   * and times also count what other processes wrote to a shared ledger. What is settled in the ledger later, once the bill has
   * told, comes back to those only.
   * @default "process"
   */
  readonly window?: BudgetWindow | undefined;
  /** Limits and counts only calls with this label, or with labels that begin with a `prefix`. @default all calls */
  readonly label?: LabelScope | undefined;
  /** What you call it; stands in the error. @default none */
  readonly name?: string | undefined;
}

export const budgetShape: Shape<BudgetOptions> = {
  maxCalls: 0,
  maxCost: undefined,
  window: undefined,
  label: undefined,
  name: undefined,
};

/** What a budget's maximum is for. */
export type BudgetWindow = "process" | "day" | "call" | { readonly lastMs: number } | { readonly since: Date };

/** What a billed request of an operation costs, as a decimal string; the vendor publishes no prices. */
export type PriceBook = Readonly<Record<string, string>> | ((operation: string) => string | undefined);
