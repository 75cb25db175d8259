import { writeDeepJson } from "./deep-json.ts";
import type { Encoded } from "./encoded.ts";
import { replaceHidden } from "./hidden.ts";

/** JSON that may go to a terminal. */
export type JsonText = Encoded<"json">;

/**
 * Writes JSON with a final line break, in which everything hidden is escaped: to a program it means the same, on a terminal
 * it does nothing.
 */
export function encodeJson(value: unknown, indent = 0): JsonText {
  // Safe: JSON with its own line breaks, no other control, and no command of GitHub's log.
  return `${escapeJson(stringify(value, indent) ?? "null")}\n` as JsonText;
}

function stringify(value: unknown, indent: number): string | undefined {
  try {
    return stringifyAny(value, indent);
  } catch (error) {
    // On one line: what is indented grows with the square of its depth.
    if (error instanceof RangeError) return writeDeepJson(value, writeScalar);
    throw error;
  }
}

function stringifyAny(value: unknown, indent: number): string | undefined {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    // Several times slower, and only where there is a bigint.
    return JSON.stringify(value, writeLongInteger, indent);
  }
}

// Younger than the compiler's library; Node has had it since version 21, browsers since 2023 to 2025.
const { rawJSON = String } = JSON as JSON & { rawJSON?: (text: string) => unknown };

function writeScalar(value: unknown): string | undefined {
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}

/** An integer past 2^53, which a number would round, is a bigint. */
function writeLongInteger(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? rawJSON(String(value)) : value;
}

/** Writes text of others as a scalar of YAML, as in front matter: YAML reads JSON. */
export function encodeYaml(text: string): Encoded<"yaml"> {
  // Safe: a string of JSON on one line.
  return escapeJson(JSON.stringify(text)) as Encoded<"yaml">;
}

function escapeJson(json: string): string {
  const escaped = replaceHidden(json, (character) => (character === "\n" ? "\n" : escapeUnits(character)));
  return escaped.replaceAll(/##(?=\[)/gu, String.raw`#\u0023`);
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
