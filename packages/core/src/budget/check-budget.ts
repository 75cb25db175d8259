import { ConfigError } from "../errors/config-error.ts";
import type { BudgetOptions, PriceBook } from "./budget-options.ts";
import { parseMoney } from "./money.ts";
import { findPrice } from "./prices.ts";

/** Refuses a budget that could not hold: an amount that is misread would be no limit at all. @throws ConfigError */
export function checkBudget(budget: BudgetOptions, prices: PriceBook): void {
  if (budget.maxCost !== undefined && parseMoney(budget.maxCost) === undefined) {
    throw new ConfigError('`budget.maxCost` must be a decimal string such as "25.00"');
  }
  if (!windows.has(budget.window)) {
    throw new ConfigError('`budget.window` must be "process", "day" or "call"');
  }
  if (typeof prices === "function") return;
  if (Object(prices) !== prices || Array.isArray(prices))
    throw new ConfigError("`prices` must be an object or a function");
  for (const operation of Object.keys(prices)) {
    findPrice(prices, operation);
  }
}

const windows: ReadonlySet<unknown> = new Set([undefined, "process", "day", "call"]);
