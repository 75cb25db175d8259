import { show, type TerminalText } from "@just-one/encoders";
import { cleanText } from "../format/clean-text.ts";
import type { KnownOperations } from "./known-operations.ts";

/** How many operations are known, from when, and how to get the rest: one sentence or two. */
export function describeKnown({ catalog, builtIn, pulled }: KnownOperations): TerminalText {
  const count = countOperations(catalog.length);
  if (pulled === undefined) {
    return show`${count} known, of the document that came with this command (${cleanText(builtIn.date)}). The vendor may have more: just-one catalog pull brings all of them.`;
  }
  return show`${count} known, pulled on ${pulled.pulledAt.slice(0, 10)} from ${cleanText(pulled.source)}. just-one catalog pull brings what is new since.`;
}

/** `1 operation`, `348 operations`. */
export function countOperations(count: number): string {
  return count === 1 ? "1 operation" : `${count} operations`;
}
