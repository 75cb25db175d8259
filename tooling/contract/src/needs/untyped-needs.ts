import { basename } from "node:path";
// No entry point of core publishes its table; what it needs is for the project's own checks.
import { pagers } from "../../../../packages/core/src/pages/pagers.ts";
import type { Reader } from "./collect-needs.ts";

/** What a consumer needs of one operation, although no type in its sources says so. */
export interface UntypedNeed {
  readonly operation: string;
  readonly parameters: readonly string[];
  readonly fields: readonly string[];
  readonly whenPresent: boolean;
}

/** Lists what core's readers read of untyped data, and what its table of pagers holds; other consumers have types. */
export function listUntypedNeeds(folder: string, readers: readonly Reader[]): UntypedNeed[] {
  if (basename(folder) !== "core") return [];
  const read = readers.map(({ operation, fields }) => ({ operation, parameters: [], fields, whenPresent: false }));
  const paged = Object.entries(pagers).map(([operation, { input, next, items, more }]) => {
    const paths = [items, ...(more === undefined ? [] : [more]), ...("at" in next ? [next.at] : [])];
    return { operation, parameters: [input], fields: paths.map((path) => path.join(".")), whenPresent: true };
  });
  return [...read, ...paged];
}
