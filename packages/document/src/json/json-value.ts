/** A value as JSON can hold it. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** An object as JSON can hold it. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** Tells objects from arrays, null and primitives. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
