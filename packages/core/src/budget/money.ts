/**
 * An amount of money, counted in billionths so that sums are exact; never a float. Amounts enter and leave the client
 * as decimal strings.
 */
export type Money = bigint;

const decimals = 9;

/** Reads a decimal string such as `"0.15"`; `undefined` when it is none, is negative or has more than 9 decimals. */
export function parseMoney(text: unknown): Money | undefined {
  const match = typeof text === "string" ? /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text) : null;
  if (match === null) return undefined;
  const [, whole = "", fraction = ""] = match;
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

/** Writes an amount as the shortest decimal string. */
export function formatMoney(amount: Money): string {
  const digits = amount.toString().padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return digits.slice(0, -decimals) + (fraction === "" ? "" : `.${fraction}`);
}
