import type { PriceBook } from "./budget-options.ts";
import { parseMoney } from "./money.ts";

/** Thrown when the price book holds something that is no price. */
export class PriceProblem extends Error {}

/** What a request of the operation costs; `undefined` when the price book does not say. @throws PriceProblem */
export function findPrice(prices: PriceBook, operation: string): string | undefined {
  const price = typeof prices === "function" ? ask(prices, operation) : readOwn(prices, operation);
  if (price === undefined || parseMoney(price) !== undefined) return price;
  throw new PriceProblem(`the price of ${operation} is no decimal string such as "0.15"`);
}

function readOwn(prices: Readonly<Record<string, string>>, operation: string): string | undefined {
  return Object.hasOwn(prices, operation) ? prices[operation] : undefined;
}

function ask(prices: (operation: string) => string | undefined, operation: string): string | undefined {
  try {
    return prices(operation);
  } catch {
    throw new PriceProblem(`the \`prices\` function failed for ${operation}`);
  }
}
