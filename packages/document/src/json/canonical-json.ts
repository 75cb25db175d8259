import { compareText } from "./compare-text.ts";
import { isJsonObject, type JsonValue } from "./json-value.ts";
import { stringifyJson } from "./stringify-json.ts";

/** Writes a value so that equal values give equal text: keys sorted, nothing else changed. */
export function formatCanonicalJson(value: JsonValue): string {
  return stringifyJson(sortKeys(value));
}

/** Copies a value with its keys sorted at every depth. */
export function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  // A prototype would make `__proto__` a setter instead of a key.
  const sorted: Record<string, JsonValue> = Object.create(null);
  for (const key of Object.keys(value).toSorted()) sorted[key] = sortKeys(value[key] ?? null);
  return sorted;
}

/** Writes values as a set: equal text for equal members, in whatever order. */
export function formatCanonicalSet(values: readonly JsonValue[]): string {
  return [...new Set(values.map(formatCanonicalJson))].toSorted(compareText).join("\n");
}
