import type { Catalog, CatalogEntry, OperationProse, Prose } from "@just-one/api";
import type { OperationLine, OperationPage } from "../../shared/operations.ts";

/** Finds and describes operations. Reads nothing and sends nothing. */
export interface Finder {
  find(
    words: string,
    options: { readonly platform?: string | undefined; readonly limit: number },
  ): { readonly operations: readonly OperationLine[]; readonly more: number; readonly unknown: readonly string[] };
  /** `undefined` for a name that the catalog does not have. */
  describe(operation: string): OperationPage | undefined;
  readonly platforms: readonly string[];
}

/** Looks for words in titles, names and aliases, in English and Chinese. */
export function createSimpleFinder({ catalog, prose }: { catalog: Catalog; prose: Prose }): Finder {
  const told = new Map(prose.operations.map((each) => [each.operation, each]));
  const aliases = new Map(prose.platforms.map((platform) => [platform.name, platform.aliases]));
  const all = catalog.map((entry) => {
    const words = told.get(entry.operation) ?? sayNothing(entry);
    const line = toLine(entry, words);
    const text = fold(
      [line.title, line.operation, line.platform, ...words.aliases, ...(aliases.get(line.platform) ?? [])].join("\n"),
    );
    return { entry, words, line, text };
  });
  return {
    platforms: [...new Set(all.map(({ line }) => line.platform))].filter((name) => name !== "").toSorted(),
    describe: (operation) => {
      const found = all.find(({ line }) => line.operation === operation);
      if (found === undefined) return undefined;
      const versions = all.filter(({ words }) => words.family === found.words.family).map(({ line }) => line.operation);
      return { ...found.line, ...describe(found.entry, found.words), versions };
    },
    find: (query, { platform, limit }) => {
      const wanted = fold(query).split(/\s+/).filter(Boolean);
      const unknown = wanted.filter((word) => all.every(({ text }) => !text.includes(word)));
      const known = wanted.filter((word) => !unknown.includes(word));
      const fitting = all.filter(
        ({ line, text }) =>
          (platform === undefined || line.platform === platform) &&
          known.every((word) => text.includes(word)) &&
          (wanted.length === 0 || known.length > 0),
      );
      const living = fitting.toSorted((one, other) => one.line.remarks.length - other.line.remarks.length);
      const operations = living.slice(0, limit).map(({ line }) => line);
      return { operations, more: living.length - operations.length, unknown };
    },
  };
}

function describe(
  { parameters }: CatalogEntry,
  words: OperationProse,
): Omit<OperationPage, keyof OperationLine | "versions"> {
  const said = new Map(words.parameters.map((parameter) => [parameter.name, parameter]));
  return {
    ...(words.description !== undefined && { about: words.description }),
    parameters: parameters
      .filter(({ removed }) => removed === undefined)
      .toSorted((one, other) => Number(other.required) - Number(one.required))
      .map(({ name, in: place, required, types, enum: values }) => {
        const { description } = said.get(name) ?? {};
        const told = { ...(values && { enum: values }), ...(description !== undefined && { description }) };
        return Object.assign(told, { name, in: place, required, types });
      }),
    ...(words.reply !== undefined && { reply: words.reply }),
  };
}

function toLine(entry: CatalogEntry, { summary, platform }: OperationProse): OperationLine {
  const { operation, removed, deprecated, hidden } = entry;
  const remarks = [
    ...(removed === undefined ? [] : [`removed by the vendor (missing since ${removed})`]),
    ...(deprecated ? ["deprecated"] : []),
    ...(hidden ? ["not in the vendor's pages"] : []),
  ];
  return { operation, title: summary, platform, remarks };
}

function sayNothing({ operation, path }: CatalogEntry): OperationProse {
  return { operation, summary: operation, platform: "", aliases: [], family: path, version: "", parameters: [] };
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
