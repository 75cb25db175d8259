import type { NormalDocument } from "@just-one/document";
import { listCallerParameters } from "./list-caller-parameters.ts";
import type { Tombstone } from "./tombstone.ts";

/** Tells of tombstones whether a document lacks what lies under them. */
export function createIsGone({ operations }: NormalDocument): (tombstone: Tombstone) => boolean {
  const living = new Map(operations.map((operation) => [operation.name, operation]));
  return ({ operation, parameter }) => {
    const alive = living.get(operation);
    return alive === undefined || (parameter !== undefined && !listCallerParameters(alive).has(parameter));
  };
}
