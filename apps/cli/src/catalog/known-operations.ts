import type { Catalog } from "@just-one/api";
import { catalog as builtIn } from "@just-one/api/catalog";
import { cleanText } from "../format/clean-text.ts";
import { show } from "@just-one/encoders";
import type { Terminal } from "../terminal.ts";
import { readBuiltInDate } from "./built-in.ts";
import type { KeptCatalog } from "./kept-catalog.ts";
import { nameKeptFile, readKept } from "./kept-file.ts";

/** All operations that this command knows, and where from. */
export interface KnownOperations {
  readonly catalog: Catalog;
  /** What came with the command. */
  readonly builtIn: { readonly operations: number; readonly date: string };
  /** What was pulled. */
  readonly pulled?: KeptCatalog;
  /** Whether the document that was pulled is the one that an operation of both is taken from. */
  readonly isPulledNewer: boolean;
}

/**
 * Loads what is built in and what was pulled. An operation of both is taken from the newer document; one of either stays
 * known. A pulled file that cannot be used is told in one sentence, and then what is built in is all.
 */
export async function loadOperations({ environment, stderr }: Terminal): Promise<KnownOperations> {
  const file = nameKeptFile(environment);
  const [{ kept, problem }, date] = await Promise.all([readKept(file), readBuiltInDate()]);
  if (problem !== undefined) {
    stderr.write(
      show`just-one: ${cleanText(file)} ${problem}, so only the built-in operations are known: run just-one catalog pull, or delete it.\n`,
    );
  }
  const known = { builtIn: { operations: builtIn.length, date } };
  if (kept === undefined) return { ...known, catalog: builtIn, isPulledNewer: false };
  const isPulledNewer = kept.pulledAt.slice(0, 10) >= date;
  const [first, second] = isPulledNewer ? [kept.catalog, builtIn] : [builtIn, kept.catalog];
  return { ...known, catalog: merge(first, second), pulled: kept, isPulledNewer };
}

function merge(first: Catalog, second: Catalog): Catalog {
  const names = new Set(first.map(({ operation }) => operation));
  return [...first, ...second.filter(({ operation }) => !names.has(operation))];
}
