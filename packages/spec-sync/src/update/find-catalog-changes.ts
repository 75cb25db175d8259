import type { JsonValue } from "@just-one/document";
import type { BuildOutputs } from "../build/build-outputs.ts";
import type { OperationModel } from "../generate/operation-model.ts";
import type { Change } from "../diff/change.ts";

/** What catalog and prose say of an operation and no call depends on: whether it is shown, and by which words it is found. */
const fields = ["hidden", "aliases", "platform", "summary"] as const;

/**
 * Finds what changes in the generated catalog and prose although nothing changes for calls, such as an extension of the vendor's
 * that hides an operation, or its search words.
 */
export function findCatalogChanges(before: BuildOutputs, after: BuildOutputs): Change[] {
  if (before.catalog === after.catalog && before.prose === after.prose) return [];
  const known = new Map(listWords(before).map((words) => [words.operation, words]));
  return listWords(after).flatMap((words) => {
    const old = known.get(words.operation);
    if (old === undefined) return [];
    return fields
      .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(words[field]))
      .map((field): Change => ({
        kind: "prose-changed",
        level: "patch",
        operation: words.operation,
        where: `#${field}`,
        before: toJson(old[field]),
        after: toJson(words[field]),
      }));
  });
}

/** An operation is found by the names of its platform, too. */
function listWords({ models, platforms }: BuildOutputs): Pick<OperationModel, "operation" | (typeof fields)[number]>[] {
  const names = new Map(platforms.map(({ name, aliases }) => [name, aliases]));
  return models.map(({ operation, hidden, aliases, platform, summary }) => {
    const all = [...new Set([...aliases, ...(names.get(platform) ?? [])])];
    return { operation, hidden, aliases: all, platform, summary };
  });
}

function toJson(value: boolean | string | readonly string[]): JsonValue {
  return typeof value === "object" ? [...value] : value;
}
