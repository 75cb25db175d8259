/**
 * Pairs names that went with names that came, where they differ in nothing but letter case and punctuation
 * (`itemId`, `item_id`, `itemID`). What has two candidates stays unpaired.
 */
export function pairRenames(removed: readonly string[], added: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  const candidates = Map.groupBy(added, foldName);
  for (const [sound, [name, ...rivals]] of Map.groupBy(removed, foldName)) {
    const [candidate, ...others] = candidates.get(sound) ?? [];
    if (name === undefined || candidate === undefined) continue;
    if (rivals.length === 0 && others.length === 0) pairs.set(name, candidate);
  }
  return pairs;
}

/** Leaves of a name what sounds: lower case, letters and digits. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
