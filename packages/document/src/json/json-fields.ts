import { isJsonObject, type JsonObject, type JsonValue } from "./json-value.ts";

/** Reads an own field: `constructor` and `__proto__` are names like any other here. */
export function getField(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Reads a field that holds an object; anything else counts as absent. */
export function getObject(object: JsonObject, name: string): JsonObject | undefined {
  const value = getField(object, name);
  return isJsonObject(value) ? value : undefined;
}

/** Reads a field that holds a list; anything else counts as empty. */
export function getList(object: JsonObject, name: string): readonly JsonValue[] {
  const value = getField(object, name);
  return Array.isArray(value) ? value : [];
}

/** Lists the own fields that are no extension (`x-…`). */
export function listFields(object: JsonObject): [string, JsonValue][] {
  return Object.entries(object).filter(([name]) => !name.startsWith("x-"));
}

/** Reads a field that holds text; anything else counts as empty. */
export function getText(object: JsonObject, name: string): string {
  const value = getField(object, name);
  return typeof value === "string" ? value : "";
}
