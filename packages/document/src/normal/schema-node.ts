import type { JsonObject, JsonValue } from "../json/json-value.ts";

/** A schema where it is used: what is said of it there, and what it lets through. */
export interface SchemaUse {
  /** Description, default, deprecated and the like; the nearest one holds. */
  words: ReadonlyMap<string, JsonValue>;
  node: SchemaNode;
}

/**
 * What one or more schemas of a document let through, however they were spelled: references followed, `allOf` merged,
 * null among the types, no name anywhere. Nodes that are the same through and through have the same `key`.
 */
export interface SchemaNode {
  /** `false` lets nothing through. Keywords of JSON Schema whose value is all there is to them, sorted. */
  shape: JsonObject | false;
  /** The schemas it holds, in a canonical order; a schema may hold itself. */
  parts: readonly SchemaPart[];
  /** What an overlay of ours calls the type, and says of it wherever it is used. */
  mark?: TypeMark;
  /** The same for the same, in whatever document; empty until `settleNodes` has seen them all. */
  key: string;
}

/** A name that callers see, given in an overlay of ours. */
export interface TypeMark {
  name: string;
  description?: JsonValue;
}

/** A schema within another. */
export interface SchemaPart {
  /** The keyword it stands under: `properties`, `items`, `oneOf`. */
  keyword: string;
  /** The name or pattern it stands under, where the keyword holds a map. */
  name?: string;
  /** The keyword holds a list; unordered but for `prefixItems`. */
  isListed: boolean;
  use: SchemaUse;
}

/** The part under a name in `properties`, wherever the schema says so: itself, or in what must hold as well. */
export function findProperty(node: SchemaNode, name: string): SchemaPart | undefined {
  return listProperties(node).find((part) => part.name === name);
}

/** Every property of a schema, with those of what must hold as well. */
export function listProperties(node: SchemaNode): SchemaPart[] {
  const found = new Map<string, SchemaPart>();
  for (const layer of listLayers(node)) {
    for (const part of layer.parts) {
      if (part.keyword === "properties" && part.name !== undefined && !found.has(part.name)) found.set(part.name, part);
    }
  }
  return [...found.values()];
}

/** The schemas that stand under a keyword, with those of what must hold as well. */
export function listParts(node: SchemaNode, keyword: string): SchemaUse[] {
  return listLayers(node).flatMap(({ parts }) =>
    parts.filter((part) => part.keyword === keyword).map(({ use }) => use),
  );
}

/** The names that a schema asks for. */
export function listRequired(node: SchemaNode): ReadonlySet<string> {
  const lists = listLayers(node).map(({ shape }) => (shape === false ? undefined : shape["required"]));
  return new Set(lists.flatMap((names) => (Array.isArray(names) ? names.map(String) : [])));
}

/** A schema and what must hold as well because it could not be merged. */
function listLayers(start: SchemaNode): SchemaNode[] {
  const layers = [start];
  for (const { parts } of layers) {
    for (const { keyword, use } of parts) if (keyword === "allOf" && !layers.includes(use.node)) layers.push(use.node);
  }
  return layers;
}

/** JSON types, sorted, null among them; empty when any will do. */
export function listTypes({ shape }: SchemaNode): string[] {
  const type = shape === false ? undefined : shape["type"];
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string");
}

/** The allowed values; undefined when none are listed. */
export function listValues({ shape }: SchemaNode): JsonValue[] | undefined {
  const values = shape === false ? undefined : shape["enum"];
  return Array.isArray(values) ? values : undefined;
}

/** Tells a schema that lets anything through. */
export function isUntyped({ shape, parts }: SchemaNode): boolean {
  return shape !== false && parts.length === 0 && Object.keys(shape).length === 0;
}
