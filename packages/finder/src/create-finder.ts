import type { Catalog, OperationProse, Prose } from "@just-one/api";
import { createIndex, type OperationIndex, type ToldOperation } from "./create-index.ts";
import { type DescribedOperation, describeOperation } from "./describe-operation.ts";
import { foldFamilies, type RankedOperation, toFound } from "./fold-families.ts";
import type { FoundOperation } from "./found-operation.ts";
import { createPhraseTable } from "./phrase-table.ts";
import { type Platforms, readPlatforms } from "./platforms.ts";
import { listWords, type Query, readQuery } from "./read-query.ts";
import { rankOperation, readShare } from "./rank-operation.ts";
import { stopWords, synonyms } from "./synonyms.ts";

/** What is searched: a catalog with the words that belong to it. */
export interface FinderSources {
  readonly catalog: Catalog;
  readonly prose: Prose;
}

/** What is looked for, and how much of it. */
export interface FindOptions {
  /** Of this platform only, named in any language; see `findPlatform` for names that are none. */
  readonly platform?: string | undefined;
  /** @default all that fit */
  readonly limit?: number | undefined;
}

/** What was found. */
export interface Found {
  /** The best first; versions of one operation are one. */
  readonly operations: readonly FoundOperation[];
  /** How many more fit than were asked for. */
  readonly more: number;
  /** Words that no operation has, such as one that is mistyped beyond recognition; the others were looked for. */
  readonly unknown: readonly string[];
  /** Known words that are spelled somewhat like those. */
  readonly near: readonly string[];
}

/** Finds operations by what somebody needs, and describes them. Reads nothing and sends nothing. */
export interface Finder {
  /** Every operation and version in the catalog's order, where the query is blank. */
  find(query: string, options?: FindOptions): Found;
  /** Undefined for a name that the catalog does not have. */
  describe(operation: string): DescribedOperation | undefined;
  /** The platforms that are meant by a name in any language; none, and what comes nearest, where it is no name. */
  findPlatform(name: string): { readonly platforms: readonly string[]; readonly nearest?: string };
  /** Every platform, as the document calls them. */
  readonly platforms: readonly string[];
}

export function createFinder({ catalog, prose }: FinderSources): Finder {
  const told = new Map(prose.operations.map((each) => [each.operation, each]));
  const operations = catalog.map((entry) => ({ entry, prose: told.get(entry.operation) ?? sayNothing(entry) }));
  const byName = new Map(operations.map((each) => [each.entry.operation, each]));
  const families = Map.groupBy(operations, (each) => each.prose.family);
  const phrases = createPhraseTable();
  for (const word of stopWords) phrases.add(word);
  for (const [at, line] of synonyms.entries()) for (const word of line.split("|")) phrases.add(word, `~${at}`);
  const platforms = readPlatforms({ catalog, prose }, phrases);
  const index = createIndex(operations, phrases);
  const vocabulary = listWords(index.counts, phrases);
  const findPlatform = (name: string): ReturnType<Finder["findPlatform"]> => {
    const found = platforms.find(name);
    const nearest = found.length > 0 ? undefined : platforms.findNearest(name);
    return { platforms: found, ...(nearest === undefined ? {} : { nearest }) };
  };

  return {
    platforms: platforms.names,
    findPlatform,
    describe: (operation) => {
      const found = byName.get(operation);
      return found && describeOperation(found, families.get(found.prose.family) ?? []);
    },
    find: (query, { platform, limit = Infinity } = {}) => {
      const wanted = platform === undefined ? undefined : new Set(platforms.find(platform));
      const isWanted = ({ prose: { platform: own } }: ToldOperation): boolean =>
        wanted === undefined || wanted.has(own);
      const read = readQuery(query, { phrases, counts: index.counts, vocabulary, platforms });
      const found = isBlank(query)
        ? operations.filter(isWanted).map((operation) => toFound(operation, { score: 1, families }))
        : foldFamilies(rank(read, { operations, index, platforms, isWanted }), families, read);
      const { unknown, near } = read;
      return { operations: found.slice(0, limit), more: Math.max(0, found.length - limit), unknown, near };
    },
  };
}

interface RankContext {
  readonly operations: readonly ToldOperation[];
  readonly index: OperationIndex;
  readonly platforms: Platforms;
  readonly isWanted: (operation: ToldOperation) => boolean;
}

/** Where something has all the words, what has less than half of them is left out. */
const leastShare = 0.45;

function rank(query: Query, { operations, index, platforms, isWanted }: RankContext): RankedOperation[] {
  const hits = index.search(query.weights).flatMap((hit) => {
    const operation = operations[hit.at];
    return operation !== undefined && isWanted(operation) ? [{ operation, hit, share: readShare(hit, query) }] : [];
  });
  const least = leastShare * Math.max(0, ...hits.map(({ share }) => share));
  return hits
    .filter(({ share }) => share >= least)
    .map(({ operation, hit, share }) => ({
      operation,
      score: hit.score * rankOperation(operation, { share, query, platforms }),
    }));
}

function isBlank(query: string): boolean {
  return query.trim() === "";
}

function sayNothing({ operation, path }: Catalog[number]): OperationProse {
  return { operation, summary: operation, platform: "", aliases: [], family: path, version: "", parameters: [] };
}
