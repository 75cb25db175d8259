import type { ExactValue } from "./exact-json.ts";

// Younger than the compiler's library; Node has had it since version 21.
const { rawJSON } = JSON as JSON & { rawJSON: (text: string) => unknown };

/** Writes a value as JSON text, indented by two, with its long integers whole and unquoted, as they were read. */
export function stringifyExact(value: ExactValue): string {
  return `${JSON.stringify(value, writeLongInteger, 2)}\n`;
}

function writeLongInteger(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? rawJSON(String(value)) : value;
}
