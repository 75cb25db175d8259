import type { JsonValue } from "./json-value.ts";

/** Writes a value as JSON, its long integers whole. */
export function stringifyJson(value: JsonValue, indent = 0): string {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch {
    // Several times slower, and only where there is a bigint.
    return JSON.stringify(value, writeLongInteger, indent);
  }
}

// Younger than the compiler's library; Node has had it since version 21, browsers since 2023 to 2025.
const { rawJSON = String } = JSON as JSON & { rawJSON?: (text: string) => unknown };

function writeLongInteger(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? rawJSON(String(value)) : value;
}
