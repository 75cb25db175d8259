import { toBillionths } from "@just-one/collector/money";
import { InvalidArgumentError } from "commander";

/** Checks a price, such as `0.30`; it stays text, because money is no float. */
export function parsePrice(text: string): string {
  try {
    toBillionths(text);
    return text;
  } catch {
    throw new InvalidArgumentError("Write an amount, such as 0.30.");
  }
}
