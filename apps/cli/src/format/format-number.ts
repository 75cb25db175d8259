/** Writes a number for a person, with a fixed number of decimals: `3,642,403`, `2.44`. */
export function formatNumber(value: number, decimals: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
