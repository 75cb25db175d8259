import type { Scanner } from "./scanner.ts";

const escaped = String.raw`\\(?:[bfnrt/\\]|u(?:[\dA-CEFa-cef][\dA-Fa-f]{3}|[Dd][0-7][\dA-Fa-f]{2}|[Dd][89ABab][\dA-Fa-f]{2}\\u[Dd][C-Fc-f][\dA-Fa-f]{2}))`;
const plain = String.raw`[^\\\u{0}-\u{1F}\u{D800}-\u{DFFF}`;
const inQuotes = new RegExp(String.raw`"(?:${plain}"]|${escaped}|\\")*"|'(?:${plain}']|${escaped}|\\')*'`, "uy");

const escapedCharacters: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Reads text in quotes of either kind, if there is any here. */
export function readString(scanner: Scanner): string | undefined {
  const text = scanner.take(inQuotes);
  return text?.slice(1, -1).replaceAll(/\\(?:u(.{4})|(.))/gu, (_match, hex?: string, character = "") =>
    // Both halves of a character stand beside each other.
    hex === undefined ? (escapedCharacters[character] ?? character) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
