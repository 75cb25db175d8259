import { isJsonObject, type JsonObject } from "./read-document.ts";

/** What a schema says, together with what it refers to and is made of. */
export interface Merged {
  types: readonly string[];
  description: string;
  /** By name; an object would take one called `__proto__` for its prototype. */
  properties: Map<string, unknown>;
  items: unknown;
  /** Of the values of a map, one for each kind of key. */
  values: unknown[];
}

/** Merges a schema with what it refers to and is made of. */
export function mergeParts(document: JsonObject, schema: unknown): Merged {
  const merged: Merged = { types: [], description: "", properties: new Map(), items: undefined, values: [] };
  const seen = new Set<JsonObject>();
  const add = (part: unknown): void => {
    if (!isJsonObject(part) || seen.has(part)) return;
    seen.add(part);
    // The word that stands nearest is the most exact one: what a place is, before what its type is in general.
    if (merged.description === "" && typeof part["description"] === "string") merged.description = part["description"];
    const types = [part["type"]].flat().filter((type) => typeof type === "string");
    if (types.length > 0) merged.types = types;
    const { properties, patternProperties, additionalProperties } = part;
    for (const [name, property] of Object.entries(isJsonObject(properties) ? properties : {})) {
      merged.properties.set(name, property);
    }
    if (isJsonObject(patternProperties)) merged.values.push(...Object.values(patternProperties));
    if (isJsonObject(additionalProperties) && Object.keys(additionalProperties).length > 0) {
      merged.values.push(additionalProperties);
    }
    merged.items = part["items"] ?? merged.items;
    if (typeof part["$ref"] === "string") add(resolveReference(document, part));
    for (const one of Array.isArray(part["allOf"]) ? part["allOf"] : []) add(one);
  };
  add(schema);
  return merged;
}

/** What a `$ref` stands for; anything else as it is. */
export function resolveReference(document: JsonObject, value: unknown): unknown {
  const reference = isJsonObject(value) ? value["$ref"] : undefined;
  if (typeof reference !== "string" || !reference.startsWith("#/")) return value;
  const steps = reference.slice(2).split("/");
  return readPlace(
    document,
    ...steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")),
  );
}

/** What stands at a place of the document; `undefined` when nothing does. */
export function readPlace(value: unknown, ...steps: readonly string[]): unknown {
  let found = value;
  for (const step of steps) found = isJsonObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  return found;
}
