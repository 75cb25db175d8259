import type { JsonValue } from "@just-one/document";
import type { BuildOutputs } from "../build/build-outputs.ts";
import type { Change } from "../diff/change.ts";

/** What the catalog says of an operation and no call depends on: whether it is shown, and by which words it is found. */
const fields = ["hidden", "aliases", "platform", "summary"] as const;

/**
 * Finds what changes in the generated catalog although nothing changes for calls, such as an extension of the vendor's
 * that hides an operation, or its search words.
 */
export function findCatalogChanges(before: BuildOutputs, after: BuildOutputs): Change[] {
  if (before.catalog === after.catalog) return [];
  const known = new Map(before.models.map((model) => [model.operation, model]));
  return after.models.flatMap((model) => {
    const old = known.get(model.operation);
    if (old === undefined) return [];
    return fields
      .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(model[field]))
      .map((field): Change => ({
        kind: "prose-changed",
        level: "patch",
        operation: model.operation,
        where: `#${field}`,
        before: toJson(old[field]),
        after: toJson(model[field]),
      }));
  });
}

function toJson(value: boolean | string | readonly string[]): JsonValue {
  return typeof value === "object" ? [...value] : value;
}
