import { ConfigError } from "../errors/config-error.ts";
import { readOptions } from "../options/read-options.ts";
import { type BudgetOptions, budgetShape, type PriceBook } from "./budget-options.ts";
import { minuteMs } from "./ledger-scope.ts";
import { parseMoney } from "./money.ts";
import { findPrice } from "./prices.ts";

/**
 * Reads a budget once, and refuses one that could not hold: an amount that is misread would be no limit at all.
 *
 * @throws ConfigError
 */
export function checkBudget(where: string, given: BudgetOptions): BudgetOptions {
  const own = readOptions(`${where}.`, given, budgetShape);
  const { maxCost, window, label, name } = own;
  const problem =
    (maxCost !== undefined &&
      parseMoney(maxCost) === undefined &&
      'maxCost` must be a decimal string such as "25.00"') ||
    (!isWindow(window) &&
      'window` must be "process", "day", "call", { lastMs } of a minute or more, or { since: Date }') ||
    (!isText(label) &&
      !isText((label as { prefix?: unknown } | null)?.prefix ?? 0) &&
      "label` must be a text or { prefix }") ||
    (!isText(name) && "name` must be a text");
  if (problem) throw new ConfigError(`\`${where}.${problem}`);
  return own;
}

/** Refuses a price book that has something that is no price. @throws ConfigError */
export function checkPrices(prices: PriceBook): void {
  if (typeof prices === "function") return;
  if (Object(prices) !== prices || Array.isArray(prices))
    throw new ConfigError("`prices` must be an object or a function");
  for (const operation of Object.keys(prices)) findPrice(prices, operation);
}

const windows: ReadonlySet<unknown> = new Set([undefined, "process", "day", "call"]);

function isWindow(window: unknown): boolean {
  if (typeof window !== "object" || window === null) return windows.has(window);
  const { lastMs, since } = window as { lastMs?: unknown; since?: unknown }; // safe: their types are checked next
  return since === undefined
    ? Number(lastMs) >= minuteMs && typeof lastMs === "number"
    : Number(since) > 0 && since instanceof Date;
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}
