import type { Catalog, CatalogEntry } from "@just-one/api";

/** Finds the operations that have every word, in English or Chinese, in their path, title, platform or aliases. */
export function searchOperations(catalog: Catalog, words: readonly string[]): CatalogEntry[] {
  const wanted = words.flatMap((word) => fold(word).split(/\s+/)).filter((word) => word !== "");
  return catalog.filter((entry) => {
    const text = fold([entry.operation, entry.summary, entry.platform, ...entry.aliases].join("\n"));
    return wanted.every((word) => text.includes(word));
  });
}

/** Full-width letters and capitals are the same words. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
