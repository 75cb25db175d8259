import { formatCanonicalJson } from "./canonical-json.ts";
import { compareText } from "./compare-text.ts";
import { isNumeric, type JsonValue } from "./json-value.ts";

/** Orders values: numbers by size, everything else by its JSON. */
export function compareValues(one: JsonValue, other: JsonValue): number {
  if (isNumeric(one) && isNumeric(other)) return one < other ? -1 : Number(one > other);
  return compareText(formatCanonicalJson(one), formatCanonicalJson(other));
}
