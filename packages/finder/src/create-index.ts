import type { CatalogEntry, OperationProse } from "@just-one/api";
import MiniSearch from "minisearch";
import type { PhraseTable } from "./phrase-table.ts";
import { nameTerm } from "./platforms.ts";
import { readTerms } from "./read-terms.ts";
import { splitUnits } from "./split-units.ts";

/** An operation with what is said of it. */
export interface ToldOperation {
  readonly entry: CatalogEntry;
  readonly prose: OperationProse;
}

/** How much a word counts where it stands. */
const boosts = { title: 4, aliases: 3, name: 2, platform: 2, about: 1, rest: 0.5 } as const;

type Field = keyof typeof boosts;

/** The terms of each field. */
type Fields = Readonly<Record<Field, ReadonlySet<string>>>;

const fields: readonly Field[] = ["title", "aliases", "name", "platform", "about", "rest"];

/** A place in the list of operations, how well it fits, and the terms that were found there. */
export interface Hit {
  readonly at: number;
  readonly score: number;
  readonly terms: readonly string[];
}

/** Operations by their terms. */
export interface OperationIndex {
  /** @param weights how much each term counts */
  search(weights: ReadonlyMap<string, number>): readonly Hit[];
  /** Every term, with the number of operations that hold it. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Indexes operations by their words in both languages. */
export function createIndex(operations: readonly ToldOperation[], phrases: PhraseTable): OperationIndex {
  // MiniSearch keeps terms letter by letter, and looks at every first letter for each: with Han characters there would be
  // thousands. Numbers for terms make it several times faster.
  const codes = new Map<string, string>();
  const known: string[] = [];
  const counts = new Map<string, number>();
  const index = new MiniSearch<Fields & { readonly id: number }>({
    fields: [...fields],
    // MiniSearch passes what it gets here on to `tokenize`, which it expects to make a list of it.
    stringifyField: (list: string) => list,
    tokenize: (list) => Array.from(list),
    processTerm: (term) => codes.get(term) ?? term,
    searchOptions: { boost: boosts, tokenize: (query) => query.split(" "), processTerm: (code) => code },
  });
  for (const [id, operation] of operations.entries()) {
    const read = readFields(operation, phrases);
    const seen = new Set<string>();
    for (const field of fields) for (const term of read[field]) seen.add(term);
    for (const term of seen) {
      const count = counts.get(term) ?? 0;
      if (count === 0) {
        codes.set(term, known.length.toString(8));
        known.push(term);
      }
      counts.set(term, count + 1);
    }
    index.add({ id, ...read });
  }
  return {
    counts,
    search: (weights) => {
      const weigh = (code: string): number => weights.get(known[Number.parseInt(code, 8)] ?? "") ?? 0;
      const query = [...weights.keys()].flatMap((term) => codes.get(term) ?? []).join(" ");
      return index.search(query, { boostTerm: weigh }).map(({ id, score, queryTerms }) => ({
        at: Number(id),
        score,
        terms: queryTerms.map((code) => known[Number.parseInt(code, 8)] ?? ""),
      }));
    },
  };
}

function readFields({ entry, prose }: ToldOperation, phrases: PhraseTable): Fields {
  const read = (texts: readonly string[]): Set<string> => {
    const found = new Set<string>();
    for (const text of texts) {
      for (const term of readTerms(splitUnits(text), phrases)) {
        // What a platform is called stands in one field only: everywhere else it would outweigh what is asked for.
        if (!term.startsWith("@")) found.add(term);
      }
    }
    return found;
  };
  // A limitation holds the words of what an operation cannot do.
  const notes = prose.notes?.filter(({ kind }) => kind === "CAPABILITY") ?? [];
  const [, , , ...name] = entry.path.split("/");
  return {
    title: read([prose.summary]),
    aliases: read([...prose.aliases, ...notes.flatMap(({ aliases = [] }) => aliases)]),
    name: read(name),
    platform: new Set(prose.platform === "" ? [] : [nameTerm(prose.platform)]),
    about: read([prose.description ?? "", ...notes.map(({ text }) => text)]),
    rest: read([...entry.parameters.map((parameter) => parameter.name), ...(prose.reply ?? [])]),
  };
}
