import { ConfigError } from "@just-one/core";

/** Reads a decimal string as billionths. @throws RangeError when it is none, or has more than 9 decimals */
export function toBillionths(text: string): bigint {
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) throw new RangeError(`"${text.slice(0, 40)}" is no amount such as 0.30`);
  const [, whole = "", fraction = ""] = match;
  return BigInt(whole + fraction.padEnd(9, "0"));
}

/** Writes billionths as the shortest decimal string. */
export function fromBillionths(amount: bigint): string {
  const digits = amount.toString().padStart(10, "0");
  const fraction = digits.slice(-9).replace(/0+$/, "");
  return digits.slice(0, -9) + (fraction === "" ? "" : `.${fraction}`);
}

/**
 * How many calls a run may pay for, by its budget and its number of calls; `Infinity` without either.
 *
 * @throws RangeError for amounts that are no decimal strings, and a budget without a price
 * @example
 * ```ts
 * countAffordable({ price: "0.30", budget: "10" }); // 33
 * ```
 */
export function countAffordable(limits: {
  readonly price?: string | undefined;
  readonly budget?: string | undefined;
  readonly maxCalls?: number | undefined;
}): number {
  const { price, budget, maxCalls = Infinity } = limits;
  if (budget === undefined) return maxCalls;
  if (price === undefined) throw new RangeError("a budget needs a price: give `price`, or `maxCalls` instead");
  const each = toBillionths(price);
  return each === 0n ? maxCalls : Math.min(maxCalls, Number(toBillionths(budget) / each));
}

/**
 * What so many calls cost, as a decimal string.
 *
 * @throws RangeError when the price is no decimal string
 * @example
 * ```ts
 * multiplyPrice("0.30", 3); // "0.9"
 * ```
 */
export function multiplyPrice(price: string, calls: number): string {
  return fromBillionths(toBillionths(price) * BigInt(calls));
}

/** @throws ConfigError for amounts and numbers that a run cannot be held to */
export function checkLimits(limits: Parameters<typeof countAffordable>[0]): void {
  const { price, budget, maxCalls } = limits;
  if (maxCalls !== undefined && !(Number.isSafeInteger(maxCalls) && maxCalls >= 0)) {
    throw new ConfigError("`maxCalls` must be a whole number of calls");
  }
  try {
    for (const amount of [price, budget]) if (amount !== undefined) toBillionths(amount);
    countAffordable(limits);
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError(error.message);
    throw error;
  }
}
