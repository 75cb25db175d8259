import { InvalidArgumentError } from "commander";
import { isAmount } from "./is-amount.ts";

/** Checks a price, such as `0.30`; it stays text, because money is no float. */
export function parsePrice(text: string): string {
  if (isAmount(text)) return text;
  throw new InvalidArgumentError("Write an amount, such as 0.30.");
}
