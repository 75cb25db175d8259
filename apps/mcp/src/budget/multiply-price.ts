const decimals = 9;

/** What so many calls cost, as a decimal string; money is never a float. */
export function multiplyPrice(price: string, calls: number): string {
  return format(parse(price) * BigInt(calls));
}

/** The sum of amounts, each a decimal string. */
export function addPrices(prices: readonly string[]): string {
  return format(prices.reduce((sum, price) => sum + parse(price), 0n));
}

/** Whether a text is an amount, such as `0.15`. */
export function isPrice(text: string): boolean {
  return /^\d{1,15}(?:\.\d{1,9})?$/.test(text);
}

function parse(price: string): bigint {
  const [whole = "0", fraction = ""] = price.split(".");
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

function format(amount: bigint): string {
  const digits = amount.toString().padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return digits.slice(0, -decimals) + (fraction === "" ? "" : `.${fraction}`);
}
