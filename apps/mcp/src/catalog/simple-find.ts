import type { Catalog, CatalogEntry, OperationProse, Prose } from "@just-one/api";
import type { FoundOperation, Library } from "./library.ts";

/** Looks for words in titles, names and aliases, until there is a better way. */
export function createSimpleFind({
  catalog,
  prose,
}: {
  readonly catalog: Catalog;
  readonly prose: Prose;
}): Library["find"] {
  const told = new Map(prose.operations.map((each) => [each.operation, each]));
  const tell = (entry: CatalogEntry): Told => ({ ...nothing(entry), ...told.get(entry.operation), entry });
  return (query, { platform, limit }) => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const found = catalog
      .map(tell)
      .filter((entry) => platform === undefined || fold(entry.platform).includes(fold(platform)))
      .map((each) => ({ each, score: score(each, words) }))
      .filter((one) => one.score > 0)
      .toSorted((one, other) => other.score - one.score);
    return {
      operations: found.slice(0, limit).map(({ each }) => toFound(each)),
      more: Math.max(0, found.length - limit),
    };
  };
}

type Told = Pick<OperationProse, "operation" | "summary" | "platform" | "aliases"> & { readonly entry: CatalogEntry };

function nothing({ operation }: CatalogEntry): Omit<Told, "entry"> {
  return { operation, summary: operation, platform: "", aliases: [] };
}

function score({ summary, operation, platform, aliases }: Told, words: readonly string[]): number {
  const text = fold([summary, operation, platform, ...aliases].join(" "));
  return words.filter((word) => text.includes(word)).length;
}

function toFound({ summary, platform, entry }: Told): FoundOperation {
  const { operation, parameters, deprecated, hidden, removed } = entry;
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
