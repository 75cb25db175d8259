import { ConfigError } from "../errors/config-error.ts";
import type { PriceBook } from "./budget-options.ts";
import { parseMoney } from "./money.ts";

/**
 * What a request of the operation costs; `undefined` when the price book does not say.
 *
 * @throws ConfigError when the book has something that is no price, or fails itself
 */
export function findPrice(prices: PriceBook, operation: string): string | undefined {
  const price = look(prices, operation);
  if (price === undefined || parseMoney(price) !== undefined) return price;
  throw priceProblem(operation, 'must be a decimal string such as "0.15"');
}

function look(prices: PriceBook, operation: string): string | undefined {
  try {
    if (typeof prices === "function") return prices(operation);
    return Object.hasOwn(prices, operation) ? prices[operation] : undefined;
  } catch {
    throw priceProblem(operation, "cannot be read: `prices` failed");
  }
}

function priceProblem(operation: string, what: string): ConfigError {
  return new ConfigError(`the price of ${operation} ${what}`);
}
