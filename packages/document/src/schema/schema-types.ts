import type { JsonValue } from "../json/json-value.ts";
import { intersect } from "../json/sets.ts";

/**
 * A set of JSON types without null. `number` is held as `integer` and `fraction`, so that an integer is a part of it;
 * undefined is any type at all.
 */
export type TypeSet = ReadonlySet<string> | undefined;

/** Reads the `type` keyword: a name or a list of them. */
export function readTypes(type: JsonValue | undefined): TypeSet {
  if (type === undefined) return undefined;
  const all = (Array.isArray(type) ? type : [type]).map(String);
  const names = all.filter((name) => name !== "null");
  const types = new Set(names.flatMap((name) => (name === "number" ? ["integer", "fraction"] : [name])));
  // All there are.
  return names.length < all.length && everyType.every((name) => types.has(name)) ? undefined : types;
}

const everyType = ["string", "integer", "fraction", "boolean", "array", "object"];

/** Tells the type of a value that an enum lists. */
export function typesOfValues(values: readonly JsonValue[]): TypeSet {
  return new Set(values.filter((value) => value !== null).map(typeOfValue));
}

function typeOfValue(value: JsonValue): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "bigint") return "integer";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "fraction";
  return typeof value;
}

/** Returns the types that both allow. */
export function intersectTypes(one: TypeSet, other: TypeSet): TypeSet {
  if (one === undefined || other === undefined) return one ?? other;
  return intersect(one, other);
}

/** Writes a set of types the way a schema does. */
export function formatTypes(types: TypeSet): JsonValue {
  if (types === undefined) return null;
  const names = [...types].filter((name) => name !== "fraction" && !(name === "integer" && types.has("fraction")));
  if (types.has("fraction")) names.push("number");
  return names.length === 1 && names[0] !== undefined ? names[0] : names.toSorted();
}
