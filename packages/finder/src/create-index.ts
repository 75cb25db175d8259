import type { CatalogEntry, OperationProse } from "@just-one/api";
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

/** Where a term stands: the operation's place in the list above three bits of the field's. */
type Place = number;

/** Indexes operations by their words in both languages. */
export function createIndex(operations: readonly ToldOperation[], phrases: PhraseTable): OperationIndex {
  // One list for each term: a start is mostly the making of lists.
  const places = new Map<string, Place[]>();
  const lengths = operations.map((operation, at) => {
    const read = readFields(operation, phrases);
    return fields.map((field, number) => {
      for (const term of read[field]) {
        const known = places.get(term);
        if (known === undefined) places.set(term, [(at << 3) | number]);
        else known.push((at << 3) | number);
      }
      return read[field].size;
    });
  });
  const averages = fields.map((_, number) => sum(lengths, number) / lengths.length);
  // How much a word counts in a field that is so long: BM25+, with the constants that MiniSearch has tried.
  const densities = lengths.map((each) =>
    each.map((length, number) => 0.5 + 2.2 / (1 + 1.2 * (0.3 + (0.7 * length) / (averages[number] ?? 1)))),
  );
  return {
    counts: new Map(Array.from(places, ([term, list]) => [term, new Set(list.map((place) => place >> 3)).size])),
    search: (weights) => {
      const hits = new Map<number, { readonly at: number; score: number; readonly terms: string[] }>();
      for (const [term, weight] of weights) {
        const list = places.get(term) ?? [];
        const worth = fields.map((field, number) => weight * boosts[field] * rate(list, number, operations.length));
        for (const place of list) {
          const [at, number] = [place >> 3, place & 7];
          const hit = hits.get(at) ?? { at, score: 0, terms: [] };
          hits.set(at, hit);
          hit.score += (worth[number] ?? 0) * (densities[at]?.[number] ?? 0);
          if (hit.terms.at(-1) !== term) hit.terms.push(term);
        }
      }
      return Array.from(hits.values(), (hit) => ({ ...hit, score: hit.score * hit.terms.length }));
    },
  };
}

function sum(lengths: readonly (readonly number[])[], number: number): number {
  return lengths.reduce((all, each) => all + (each[number] ?? 0), 0);
}

/** What few operations have in a field tells more. */
function rate(list: readonly Place[], number: number, all: number): number {
  const count = list.filter((place) => (place & 7) === number).length;
  return Math.log(1 + (all - count + 0.5) / (count + 0.5));
}

function readFields({ entry, prose }: ToldOperation, phrases: PhraseTable): Fields {
  const read = (texts: readonly string[]): Set<string> => {
    const found = new Set<string>();
    for (const text of texts) readTerms(splitUnits(text), phrases, found);
    // What a platform is called stands in one field only: everywhere else it would outweigh what is asked for.
    for (const term of found) if (term.startsWith("@")) found.delete(term);
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
