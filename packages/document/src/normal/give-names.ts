import { compareText } from "../json/compare-text.ts";

/** Names that operations keep, whatever comes and goes beside them, by `"GET /path"`. */
export type KeptNames = ReadonlyMap<string, string>;

interface Located {
  method: string;
  path: string;
}

/** How names are made. */
export interface Naming<Operation> {
  /** What an operation is called where no other one is called so. */
  name: (operation: Operation) => string;
  /** Whether it may be called so at all. */
  isPlain: (operation: Operation) => boolean;
  addDigest: (name: string, operation: Operation) => string;
  kept?: KeptNames | undefined;
}

/**
 * Gives each operation a name of its own. Of those whose names would be equal the one that has had it keeps it, or else the
 * one with most hyphens gets it; the others get a digest.
 */
export function giveNames<Operation extends Located>(
  operations: readonly Operation[],
  { name: nameOf, isPlain, addDigest, kept = new Map() }: Naming<Operation>,
): Map<Operation, string> {
  const names = new Map<Operation, string>();
  for (const [name, sharing] of Map.groupBy(operations, nameOf)) {
    const known = new Map(sharing.map((operation) => [operation, kept.get(`${operation.method} ${operation.path}`)]));
    const isTaken = [...known.values()].includes(name);
    const [first] = sharing
      .filter((operation) => !isTaken && isPlain(operation) && known.get(operation) === undefined)
      .toSorted((one, other) => countHyphens(other) - countHyphens(one) || compareText(one.path, other.path));
    for (const operation of sharing) {
      names.set(operation, known.get(operation) ?? (operation === first ? name : addDigest(name, operation)));
    }
  }
  return names;
}

function countHyphens({ path }: Located): number {
  return path.split("-").length;
}
