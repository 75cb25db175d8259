import { readFileSync } from "node:fs";
import { isPrice } from "../budget/multiply-price.ts";
import { SettingsError } from "./settings-error.ts";

/**
 * Reads what billed calls cost, which the vendor publishes nowhere: an object of operations and decimal strings. `"*"` is for
 * all others.
 *
 * @throws SettingsError for a file that is none
 */
export function readPrices(path: string): (operation: string) => string | undefined {
  const prices = new Map(Object.entries(readObject(path)));
  for (const [operation, price] of prices) {
    if (typeof price === "string" && isPrice(price)) continue;
    throw new SettingsError(
      `--prices: the price of ${operation.slice(0, 120)} must be a decimal string such as "0.15".`,
    );
  }
  return (operation) => {
    const price = prices.get(operation) ?? prices.get("*");
    return typeof price === "string" ? price : undefined;
  };
}

function readObject(path: string): object {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "it is no JSON";
    throw new SettingsError(`--prices: the file cannot be read (${reason}).`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new SettingsError('--prices takes a file with an object, such as {"GET /api/…": "0.15"}.');
}
