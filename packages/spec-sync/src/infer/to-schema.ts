import { compareText } from "../document/compare-text.ts";
import type { JsonObject } from "../document/json-value.ts";
import { createShape, mergeInto, type Shape } from "./shape.ts";

/** Objects with more distinct keys than this are maps, whatever their keys look like; the widest real one has 196. */
const maxFields = 500;

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
    // One whole number proves no integer: a rate may be 0 today. Ids beyond 2^53 do.
    ["integer", kinds.has("integer") && kinds.has("long-integer") && !kinds.has("fraction")],
    ["number", kinds.has("fraction") || (kinds.has("integer") && !kinds.has("long-integer"))],
    ["boolean", kinds.has("boolean")],
    ["null", kinds.has("null")],
  ];
  return seen.filter(([, isSeen]) => isSeen).map(([type]) => type);
}

function describeText({ kinds }: Shape): string | undefined {
  if (kinds.has("string")) return undefined;
  const notes = [
    kinds.has("long-integer") && "Integer beyond 2^53, delivered as a string to keep it whole.",
    kinds.has("numeric-string") && !kinds.has("json-string") && "A number, as a string.",
    kinds.has("json-string") && !kinds.has("numeric-string") && "JSON, as a string.",
  ].filter((note) => note !== false);
  return notes.length === 0 ? undefined : notes.join(" ");
}

function describeObject(shape: Shape): JsonObject {
  const { fields, entries } = shape;
  if (isMapOfNames(shape))
    return { additionalProperties: toSchema(mergeAll([...fields.values(), ...entries.values()])) };
  const named = [...fields].toSorted(([one], [other]) => compareText(one, other));
  return {
    ...(named.length > 0 && {
      properties: Object.fromEntries(named.map(([name, field]) => [name, toFieldSchema(field)])),
    }),
    ...(entries.size > 0 && describeEntries(shape)),
    // Without this, generators read an object without properties as one that must be empty.
    ...(named.length === 0 && entries.size === 0 && { additionalProperties: {} }),
  };
}

function describeEntries({ fields, entries }: Shape): JsonObject {
  const [pattern] = entries.keys();
  const values = toSchema(mergeAll([...entries.values()]));
  // With one pattern the keys are told; several could overlap, and then a value would have to please both.
  return entries.size === 1 &&
    pattern !== undefined &&
    ![...fields.keys()].some((name) => new RegExp(pattern, "u").test(name))
    ? { patternProperties: { [pattern]: values } }
    : { additionalProperties: values };
}

/** Whether even the keys that read as names are data: too many of them, or beside ids and with the same kind of value. */
function isMapOfNames({ fields, entries }: Shape): boolean {
  if (fields.size === 0) return false;
  if (fields.size > maxFields) return true;
  const ids = mergeAll([...entries.values()]);
  return [...fields.values()].every((field) => isAlike(field, ids));
}

function isAlike(one: Shape, other: Shape): boolean {
  const shared = [...one.fields.keys()].filter((name) => other.fields.has(name)).length;
  return shared > 0 && shared * 2 >= Math.min(one.fields.size, other.fields.size);
}

function mergeAll(shapes: readonly Shape[]): Shape {
  const merged = createShape();
  for (const shape of shapes) mergeInto(merged, shape);
  return merged;
}
