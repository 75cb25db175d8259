import type { DescribedEntry } from "./describe-entry.ts";

/**
 * Finds the operations that have every word, in English or Chinese, in their path, title, platform or aliases; the best
 * first. All of them, in their own order, where there is no word.
 */
export function searchOperations(catalog: readonly DescribedEntry[], words: readonly string[]): DescribedEntry[] {
  const wanted = words.flatMap((word) => fold(word).split(/\s+/)).filter((word) => word !== "");
  const scored = catalog.map((entry) => ({ entry, score: scoreEntry(entry, wanted) }));
  return scored
    .filter(({ score }) => score !== undefined)
    .toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0))
    .map(({ entry }) => entry);
}

/** Keeps those of one platform, named as the vendor does, as in paths, or by an alias; by a part of its name else. */
export function filterPlatform(catalog: readonly DescribedEntry[], platform: string): DescribedEntry[] {
  const wanted = simplify(platform);
  const named = catalog.filter((entry) => nameEntryPlatform(entry).some((name) => simplify(name) === wanted));
  if (named.length > 0 || wanted === "") return named;
  return catalog.filter((entry) => simplify(entry.platform).includes(wanted));
}

/** `undefined` where a word is missing. A whole word counts more than a part, a title more than an alias. */
function scoreEntry(entry: DescribedEntry, wanted: readonly string[]): number | undefined {
  if (wanted.length === 0) return 0;
  const fields = [
    { text: fold(entry.summary), weight: 4 },
    { text: fold(entry.operation), weight: 3 },
    { text: fold(entry.platform), weight: 3 },
    { text: fold(entry.aliases.join("\n")), weight: 2 },
  ];
  let score = entry.removed === undefined ? 0 : -100;
  if (entry.deprecated) score -= 4;
  if (entry.hidden) score -= 1;
  for (const word of wanted) {
    const found = fields.map(({ text, weight }) => weight * findWord(text, word));
    if (found.every((each) => each === 0)) return undefined;
    score += Math.max(...found) + found.reduce((sum, each) => sum + each, 0) / 100;
  }
  return score;
}

/** 2 for a whole word, 1 for a part of one, 0 where it is missing. */
function findWord(text: string, word: string): number {
  if (!text.includes(word)) return 0;
  return text.split(/[^\p{L}\p{N}]+/u).includes(word) ? 2 : 1;
}

function nameEntryPlatform({ platform, path, aliases }: DescribedEntry): string[] {
  const [, , slug = ""] = path.split("/");
  return [platform, platform.replace(/\(.*$/su, ""), slug, ...aliases];
}

/** `Douyin E-commerce` and `douyin-ecommerce` are the same. */
function simplify(text: string): string {
  return fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

/** Full-width letters and capitals are the same words. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
