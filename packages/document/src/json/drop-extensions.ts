import { isJsonObject, type JsonValue } from "./json-value.ts";
import { listFields } from "./json-fields.ts";

/** Leaves the extensions (`x-…`) out of an object of the specification, at every depth, and the named fields. */
export function dropExtensions(value: JsonValue, ...fields: readonly string[]): JsonValue {
  if (Array.isArray(value)) return value.map((item) => dropExtensions(item, ...fields));
  if (!isJsonObject(value)) return value;
  const kept = listFields(value).filter(([name]) => !fields.includes(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, dropExtensions(inner, ...fields)]));
}
