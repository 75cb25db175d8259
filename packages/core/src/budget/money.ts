/**
 * An amount of money, counted in billionths so that sums are exact; never a float. Amounts enter and leave the client
 * as decimal strings.
 */
export type Money = bigint;

const decimals = 9;

/** Reads a decimal string such as `"0.15"`; `undefined` when it is none, is negative or has more than 9 decimals. */
export function parseMoney(text: unknown): Money | undefined {
  if (typeof text !== "string" || text === "") return undefined; // most clients are told no prices
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const match = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) return undefined;
  const [, whole = "", fraction = ""] = match;
  const amount = BigInt(whole + fraction.padEnd(decimals, "0"));
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(text, amount);
  return amount;
}

// Every call reads its price and the limit several times, and a price book has few prices.
const parsed = new Map<string, Money>();
const maxParsed = 1000;

/** Writes an amount as the shortest decimal string. */
export function formatMoney(amount: Money): string {
  const digits = amount.toString().padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return digits.slice(0, -decimals) + (fraction === "" ? "" : `.${fraction}`);
}
