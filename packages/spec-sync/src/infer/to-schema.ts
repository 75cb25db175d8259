import { compareText, type JsonObject } from "@just-one/document";
import { isNameable } from "./is-nameable.ts";
import { findKeyedMap, type KeyedMap } from "./keyed-map.ts";
import type { Shape } from "./shape.ts";

/**
 * Writes what was seen at a place as JSON Schema 2020-12 that accepts all of it and stays open: no `required`, `enum`,
 * `format` or closed object, because one reply proves none of them. A place that was only ever null or empty stays
 * unknown (`{}`).
 */
export function toSchema(shape: Shape): JsonObject {
  return writeSchema(shape, isUnknown(shape) ? [] : listTypes(shape));
}

/** A field that holds an object and may be missing is as often null, so that readers ask for both alike (`?.`). */
function toFieldSchema(shape: Shape): JsonObject {
  if (isUnknown(shape)) return {};
  const types = listTypes(shape);
  return writeSchema(shape, types.includes("object") && !types.includes("null") ? [...types, "null"] : types);
}

function writeSchema(shape: Shape, types: readonly string[]): JsonObject {
  if (types.length === 0) return {};
  const note = describeText(shape);
  return {
    // A list for several types keeps one schema per place: each keyword only speaks of values of its own type.
    type: types.length === 1 ? types[0]! : [...types],
    ...(note !== undefined && { description: note }),
    ...(types.includes("object") && describeObject(shape)),
    ...(types.includes("array") && { items: shape.items === undefined ? {} : toSchema(shape.items) }),
  };
}

/** Whether nothing can be said about a place: only null or empty values were seen, or some that must not be judged. */
export function isUnknown({ kinds }: Shape): boolean {
  if (kinds.has("anything")) return true;
  return [...kinds].every((kind) => kind === "null" || kind === "empty-array" || kind === "empty-object");
}

function listTypes({ kinds }: Shape): string[] {
  const isString = ["empty-string", "numeric-string", "json-string", "string", "long-integer"] as const;
  const seen: readonly [string, boolean][] = [
    ["object", kinds.has("object") || kinds.has("empty-object")],
    ["array", kinds.has("array") || kinds.has("empty-array")],
    ["string", isString.some((kind) => kinds.has(kind))],
    // Never integer: one whole number proves nothing, a rate may be 0 today and 0.5 tomorrow.
    ["number", kinds.has("integer") || kinds.has("fraction")],
    ["boolean", kinds.has("boolean")],
    ["null", kinds.has("null")],
  ];
  return seen.filter(([, isSeen]) => isSeen).map(([type]) => type);
}

function describeText({ kinds }: Shape): string | undefined {
  if (kinds.has("string")) return undefined;
  const notes = [
    kinds.has("long-integer") && "Integer, delivered as a string beyond 2^53 to keep it whole.",
    kinds.has("numeric-string") && !kinds.has("json-string") && "A number, as a string.",
    kinds.has("json-string") && !kinds.has("numeric-string") && "JSON, as a string.",
  ].filter((note) => note !== false);
  return notes.length === 0 ? undefined : notes.join(" ");
}

function describeObject({ fields }: Shape): JsonObject {
  const map = findKeyedMap(fields);
  const named = [...fields]
    .filter(([key]) => map?.keys.has(key) !== true && isNameable(key))
    .toSorted(([one], [other]) => compareText(one, other));
  return {
    ...(named.length > 0 && {
      properties: Object.fromEntries(named.map(([key, field]) => [key, toFieldSchema(field)])),
    }),
    ...(map !== undefined && describeMap(map)),
    // Without this, generators read an object without properties as one that must be empty.
    ...(named.length === 0 && map === undefined && { additionalProperties: {} }),
  };
}

function describeMap({ pattern, values }: KeyedMap): JsonObject {
  const schema = toSchema(values);
  return pattern === undefined ? { additionalProperties: schema } : { patternProperties: { [pattern]: schema } };
}
