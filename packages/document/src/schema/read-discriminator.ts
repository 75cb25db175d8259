import { getField, getObject, getText } from "../json/json-fields.ts";
import { formatPointer } from "../json/json-pointer.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { References } from "./references.ts";
import { readSchemaSite } from "./schema-site.ts";

/** Which property tells the alternatives of a choice apart, and which of its values stands for which of them. */
export interface Discriminator {
  property: string;
  /** By value, sorted, the schema it stands for; undefined where the mapping leads nowhere in the document. */
  targets: ReadonlyMap<string, JsonValue | undefined>;
  /** The values that no mapping says: a copy of what it names is told by the mapping, not by its own name. */
  implied: ReadonlySet<string>;
}

/**
 * Reads a discriminator. What the mapping does not name is told by the name of its component, the one that the choice
 * calls it by: there, renaming a component changes what travels.
 */
export function readDiscriminator(
  written: JsonObject,
  branches: readonly JsonValue[],
  references: References,
): Discriminator {
  const targets = new Map<string, JsonValue | undefined>();
  const mapping = getObject(written, "mapping") ?? {};
  for (const value of Object.keys(mapping)) targets.set(value, findTarget(getField(mapping, value), references));
  const implied = new Set<string>();
  const mapped = new Set([...targets.values()].map((target) => target && readSchemaSite(target, references).core));
  for (const branch of branches) {
    const { core, name } = readSchemaSite(branch, references);
    if (name === undefined || mapped.has(core) || targets.has(name)) continue;
    targets.set(name, branch);
    implied.add(name);
  }
  return {
    property: getText(written, "propertyName"),
    targets: new Map([...targets].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    implied,
  };
}

/** A component's name or a reference; whatever else stands there is not followed. */
function findTarget(target: JsonValue | undefined, references: References): JsonValue | undefined {
  if (typeof target !== "string") return undefined;
  const named = { $ref: `#${formatPointer(["components", "schemas", target])}` };
  return [named, { $ref: target }].find(({ $ref }) => references.has($ref));
}
