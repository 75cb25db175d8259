/** Ids as the vendor gives them, of 19 digits. */
export function listIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(7_000_000_000_000_000_000n + BigInt(index)));
}
