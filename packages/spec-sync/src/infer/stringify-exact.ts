import type { ExactValue } from "./exact-json.ts";

// Younger than the compiler's library; Node has had it since version 21.
const { rawJSON } = JSON as JSON & { rawJSON: (text: string) => unknown };

/** Writes a value as JSON text, indented by two, with its long integers whole and unquoted, as they were read. */
export function stringifyExact(value: ExactValue): string {
  const keepLongInteger = (_key: string, item: unknown): unknown =>
    typeof item === "bigint" ? rawJSON(String(item)) : item;
  return `${JSON.stringify(value, keepLongInteger, 2)}\n`;
}
