import type { CatalogEntry } from "@just-one/api";
import { isJsonObject, type JsonObject } from "./read-document.ts";

/** One place of a reply. */
export interface ReplyField {
  /** Such as `data.list[*].user.id`; items of lists and values of maps are told as `*`. */
  readonly path: string;
  /** Such as `"string or null"`; `"unknown"` where nobody has typed it. */
  readonly type: string;
  /** Empty when the document says nothing. */
  readonly description: string;
}

/** Deeper than any reply of the vendor's; a schema that holds itself ends here. */
const maxDepth = 12;
const maxFields = 2000;

/** Lists what `data` of an operation holds, as the document types it; only `data` itself while nobody has. */
export function listReplyFields(document: JsonObject, { method, path }: CatalogEntry): ReplyField[] {
  const operation = read(document, "paths", path, method.toLowerCase());
  const content = read(resolve(document, read(operation, "responses", "200")), "content");
  const [mediaType] = isJsonObject(content) ? Object.values(content) : [];
  const data = mergeParts(document, read(mediaType, "schema")).properties.get("data");
  const fields: ReplyField[] = [];
  collect(document, { schema: data, path: "data", depth: 0 }, fields);
  return fields;
}

interface Place {
  readonly schema: unknown;
  readonly path: string;
  readonly depth: number;
}

function collect(document: JsonObject, { schema, path, depth }: Place, fields: ReplyField[]): void {
  if (fields.length >= maxFields || depth > maxDepth) return;
  const { types, description, properties, items, values } = mergeParts(document, schema);
  fields.push({ path, type: types.join(" or ") || "unknown", description });
  for (const [name, property] of properties) {
    collect(document, { schema: property, path: joinPath(path, name), depth: depth + 1 }, fields);
  }
  if (items !== undefined) collect(document, { schema: items, path: `${path}[*]`, depth: depth + 1 }, fields);
  for (const value of values) collect(document, { schema: value, path: `${path}.*`, depth: depth + 1 }, fields);
}

/** What a schema says, together with what it refers to and is made of. */
interface Merged {
  types: readonly string[];
  description: string;
  /** By name; an object would take one called `__proto__` for its prototype. */
  properties: Map<string, unknown>;
  items: unknown;
  /** Of the values of a map, one for each kind of key. */
  values: unknown[];
}

function mergeParts(document: JsonObject, schema: unknown): Merged {
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
    if (typeof part["$ref"] === "string") add(resolve(document, part));
    for (const one of Array.isArray(part["allOf"]) ? part["allOf"] : []) add(one);
  };
  add(schema);
  return merged;
}

function resolve(document: JsonObject, value: unknown): unknown {
  const reference = isJsonObject(value) ? value["$ref"] : undefined;
  if (typeof reference !== "string" || !reference.startsWith("#/")) return value;
  const steps = reference.slice(2).split("/");
  return read(document, ...steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")));
}

function read(value: unknown, ...steps: readonly string[]): unknown {
  let found = value;
  for (const step of steps) found = isJsonObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  return found;
}

function joinPath(path: string, name: string): string {
  return /^[\w$-]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
