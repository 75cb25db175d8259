import { isJsonObject, type JsonValue } from "@just-one/document";

/** Keys of OpenAPI lists in which order means nothing. */
const unordered: ReadonlySet<string> = new Set(["parameters", "required", "type", "enum", "tags"]);

/**
 * Writes the same document in another order: keys of every object, and lists in which order means nothing. An
 * operation's tags stay, since the first one is its platform.
 */
export function shuffleJson(value: JsonValue, random: () => number, key = "", depth = 0): JsonValue {
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffleJson(item, random, "", depth + 1));
    return unordered.has(key) && (key !== "tags" || depth === 1) ? shuffle(items, random) : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, shuffleJson(item, random, name, depth + 1)]);
  return Object.fromEntries(shuffle(entries, random));
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const weighted = items.map((item) => ({ item, weight: random() }));
  return weighted.toSorted((one, other) => one.weight - other.weight).map(({ item }) => item);
}

/** A small generator of the same numbers for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
