/**
 * Pairs names that went with names that came, where they differ in nothing but letter case and punctuation
 * (`itemId`, `item_id`, `itemID`). What has two candidates stays unpaired.
 */
export function pairRenames(removed: readonly string[], added: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const name of removed) {
    const rivals = removed.filter((other) => foldName(other) === foldName(name));
    const [candidate, ...others] = added.filter((other) => foldName(other) === foldName(name));
    if (candidate !== undefined && others.length === 0 && rivals.length === 1) pairs.set(name, candidate);
  }
  return pairs;
}

/** Leaves of a name what sounds: lower case, letters and digits. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
