import { copyPlain, isPlain } from "../copy-plain.ts";
import type { PriceBook } from "./budget-options.ts";

/** Read once, unless it computes: a book with getters is asked for each price, as a function is. */
export function copyPrices<T extends PriceBook | undefined>(prices: T): T {
  if (!isPlain(prices)) return prices;
  const computes = Object.values(Object.getOwnPropertyDescriptors(prices)).some((member) => "get" in member);
  return computes ? prices : copyPlain(prices);
}
