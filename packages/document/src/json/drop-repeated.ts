import { formatCanonicalJson } from "./canonical-json.ts";
import type { JsonValue } from "./json-value.ts";

/** Leaves each value of a list in once, in whatever order its keys were written. */
export function dropRepeated<Value extends JsonValue>(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Set<string>();
  return values.filter((value) => {
    const text = formatCanonicalJson(value);
    return !seen.has(text) && seen.add(text);
  });
}
