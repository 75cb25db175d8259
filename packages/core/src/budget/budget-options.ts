import type { Shape } from "../options/read-options.ts";

/**
 * What may be spent. Requests under way and those with unknown billing count as spent until they are settled.
 *
 * A browser's page and its workers may send a request twice without a word. There each one is reserved twice: a maximum of
 * one call sends nothing, and the copy that may have been sent stays reserved and is listed as unreconciled.
 */
export interface BudgetOptions {
  /** Billed requests, at most. @default none */
  readonly maxCalls?: number | undefined;
  /** A decimal string in the currency of `prices`, such as `"25.00"`. Every operation called then needs a price. */
  readonly maxCost?: string | undefined;
  /**
   * What the maximum is for: this client's life (`process`), a day in Shanghai (`day`: also what earlier processes
   * wrote to a shared ledger), or each single call with all its attempts (`call`). What is settled in the ledger later,
   * once the bill has told, comes back to `day` only.
   * @default "process"
   */
  readonly window?: BudgetWindow | undefined;
}

export const budgetShape: Shape<BudgetOptions> = { maxCalls: 0, maxCost: undefined, window: undefined };

/** What a budget's maximum is for. */
export type BudgetWindow = "process" | "day" | "call";

/** What a billed request of an operation costs, as a decimal string; the vendor publishes no prices. */
export type PriceBook = Readonly<Record<string, string>> | ((operation: string) => string | undefined);
