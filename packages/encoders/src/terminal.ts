import type { Encoded } from "./encoded.ts";
import { blankHidden } from "./hidden.ts";

/** Text for a terminal or a log, with line breaks and colours of our own only. */
export type TerminalText = Encoded<"terminal">;

/**
 * Makes text of others fit for one line of a terminal: it cannot move the cursor, break or turn round the line, or hide.
 * Nor can it be a command of GitHub's log, which are lines that begin with `::` and anything with `##[`.
 */
export function encodeLine(text: string): TerminalText {
  // Safe: what is left has been encoded, and encoding it again changes nothing.
  return breakCommands(blankHidden(text).trim()) as TerminalText;
}

/** Encodes text of several lines, each for itself; spaces at their beginning stay. */
export function encodeLines(text: string): TerminalText {
  const lines = text.split(/\r\n|[\n\r]/u).map((line) => (/^ */u.exec(line)?.[0] ?? "") + encodeLine(line));
  // Safe: made of encoded lines.
  return lines.join("\n") as TerminalText;
}

/** Writes for a terminal: what stands in the template is ours, what is put in is encoded for one line. */
export function show(strings: TemplateStringsArray, ...parts: readonly (string | number)[]): TerminalText {
  // Safe: all that is foreign has been encoded.
  return String.raw({ raw: strings }, ...parts.map((part) => encodeLine(String(part)))) as TerminalText;
}

/** Puts text for a terminal together, one after the other. */
export function joinShown(parts: readonly TerminalText[], separator: TerminalText = show``): TerminalText {
  // Safe: made of encoded text.
  return parts.join(separator) as TerminalText;
}

/** Takes their meaning from the commands of GitHub's log. Also for text that goes elsewhere first. */
export function breakCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/u, "$1: ").replaceAll(/##(?=\[)/gu, "# #");
}
