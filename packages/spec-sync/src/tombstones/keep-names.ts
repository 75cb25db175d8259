import { compareText, type KeptNames, nameTypes, setOwn } from "@just-one/document";
import type { DocumentDiff } from "../diff/diff-documents.ts";
import { type Level, maxLevel } from "../diff/level.ts";
import { nameConstants } from "../generate/constant-name.ts";
import type { Tombstones } from "./tombstone.ts";

type Names = NonNullable<Tombstones["names"]>;

/** The operations that there were, and that there will be, by `"GET /path"`, those under tombstones among them. */
interface Change {
  before: readonly string[];
  after: readonly string[];
}

/**
 * Finds what operations have to keep as names, because another one came or went whose name would be equal (`get-user`,
 * `get_user`): what callers know them by stays, whatever stands beside them.
 */
export function keepNames({ before, after }: Change, existing: Names = {}): Names {
  const had = nameAll(before, existing);
  const living = [...new Set(after)].toSorted(compareText);
  const names: Names = {};
  for (const operation of living) {
    const known = Object.hasOwn(existing, operation) ? existing[operation] : undefined;
    if (known !== undefined) setOwn(names, operation, known);
  }
  // What one keeps, another cannot have.
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    const would = nameAll(living, names);
    for (const operation of living) {
      const [old, next] = [had.get(operation), would.get(operation)];
      if (old === undefined || (old.constant === next?.constant && old.type === next.type)) continue;
      setOwn(names, operation, old);
      isSettled = false;
    }
  }
  return names;
}

/** Leaves out of a diff what does not happen, since the names are kept. */
export function dropKeptRenames(diff: DocumentDiff, names: Names): DocumentDiff {
  const changes = diff.changes.filter(
    ({ kind, operation }) => kind !== "operation-renamed" || !Object.hasOwn(names, operation),
  );
  if (changes.length === diff.changes.length) return diff;
  return { ...diff, changes, level: changes.reduce<Level>((highest, { level }) => maxLevel(highest, level), "none") };
}

/** Names by operation, as naming takes them. */
export function readKeptNames(names: Names = {}): Record<"constants" | "types", KeptNames> {
  const all = Object.entries(names);
  return {
    constants: new Map(all.map(([operation, { constant }]) => [operation, constant])),
    types: new Map(all.map(([operation, { type }]) => [operation, type])),
  };
}

function nameAll(operations: readonly string[], existing: Names): Map<string, Names[string]> {
  const kept = readKeptNames(existing);
  const located = [...new Set(operations)].map((operation) => {
    const [method = "", path = ""] = operation.split(/ (.*)/su);
    return { operation, method, path };
  });
  const [constants, types] = [nameConstants(located, kept.constants), nameTypes(located, kept.types)];
  return new Map(
    located.map((one) => [one.operation, { constant: constants.get(one) ?? "", type: types.get(one) ?? "" }]),
  );
}
