import type { JsonValue } from "../json/json-value.ts";

/** The texts of a list; none where there is no list. */
export function readTexts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
