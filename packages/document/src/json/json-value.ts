/** A value as JSON can hold it. An integer that a number would round, past 2^53 that is, is a bigint. */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject;

/** An object as JSON can hold it. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** Tells numbers, however large. */
export function isNumeric(value: JsonValue): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Tells objects from arrays, null and primitives. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
