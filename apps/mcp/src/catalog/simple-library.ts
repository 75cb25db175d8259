import type { Catalog, CatalogEntry } from "@just-one/api";
import type { FoundOperation, Library } from "./library.ts";

/** Looks for words in titles, names and aliases, until there is a better way. */
export function createSimpleLibrary(catalog: Catalog, source: string): Library {
  return {
    catalog,
    source,
    find: (query, { platform, limit }) => {
      const words = fold(query).split(/\s+/).filter(Boolean);
      const found = catalog
        .filter((entry) => platform === undefined || fold(entry.platform).includes(fold(platform)))
        .map((entry) => ({ entry, score: score(entry, words) }))
        .filter((one) => one.score > 0)
        .toSorted((one, other) => other.score - one.score);
      return {
        operations: found.slice(0, limit).map(({ entry }) => toFound(entry)),
        more: Math.max(0, found.length - limit),
      };
    },
    describe: ({ summary }) => ({ title: summary, words: new Map() }),
    readExample: () => undefined,
  };
}

function score({ summary, operation, platform, aliases }: CatalogEntry, words: readonly string[]): number {
  const text = fold([summary, operation, platform, ...aliases].join(" "));
  return words.filter((word) => text.includes(word)).length;
}

function toFound(entry: CatalogEntry): FoundOperation {
  const { operation, summary, platform, parameters, deprecated, hidden, removed } = entry;
  const notes = [
    ...(removed === undefined ? [] : ["removed by the vendor"]),
    ...(deprecated ? ["deprecated"] : []),
    ...(hidden ? ["not in the vendor's pages"] : []),
  ];
  return {
    operation,
    title: summary,
    platform,
    needs: parameters.filter(({ required, removed: gone }) => required && gone === undefined).map(({ name }) => name),
    ...(notes.length > 0 && { note: notes.join(", ") }),
  };
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
