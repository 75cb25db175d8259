import type { CatalogEntry, OperationProse } from "@just-one/api";
import type { FoundOperation } from "@just-one/finder";
import { type DescribedEntry, describeEntry } from "./describe-entry.ts";

/** An operation in a list: all of its entry, and what was found out about it. */
export interface ListedOperation extends DescribedEntry, Pick<FoundOperation, "needs" | "remarks" | "versions"> {}

/** Puts together what a list of operations shows. */
export function listOperations(
  found: readonly FoundOperation[],
  known: {
    readonly catalog: readonly CatalogEntry[];
    readonly prose: { readonly operations: readonly OperationProse[] };
  },
): ListedOperation[] {
  const entries = new Map(known.catalog.map((entry) => [entry.operation, entry]));
  const told = new Map(known.prose.operations.map((each) => [each.operation, each]));
  return found.flatMap(({ operation, needs, remarks, versions }) => {
    const entry = entries.get(operation);
    return entry === undefined ? [] : [{ ...describeEntry(entry, told.get(operation)), needs, remarks, versions }];
  });
}
