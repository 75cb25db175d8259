import type { Encoded } from "./encoded.ts";
import { revealHidden } from "./hidden.ts";
import { breakCommands } from "./terminal.ts";

/** Markdown as GitHub reads it. */
export type Markdown = Encoded<"markdown">;

/** Puts Markdown together: what stands in the template is ours, what is put in must be `Markdown` or a number. */
export function writeMarkdown(strings: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  // Safe: made of Markdown.
  return String.raw({ raw: strings }, ...parts) as Markdown;
}

/** Puts Markdown together, one after the other. */
export function joinMarkdown(parts: readonly Markdown[], separator: Markdown = writeMarkdown``): Markdown {
  // Safe: made of Markdown.
  return parts.join(separator) as Markdown;
}

/**
 * Sets text of others off as code, inside which Markdown, HTML, mentions and references mean nothing, with more backticks
 * than it holds in a row.
 */
export function quoteCode(text: string): Markdown {
  const plain = breakCommands(revealHidden(shorten(text)));
  const longest = Math.max(0, ...(plain.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const isBare = longest === 0 && plain !== "" && plain.trim() === plain;
  // Safe: nothing in it is as long as its fence, and it has one line.
  return (isBare ? `${fence}${plain}${fence}` : `${fence} ${plain} ${fence}`) as Markdown;
}

/** Long enough for any real name; one without an end would leave no room on a page for what else there is to see. */
const maxLength = 1_000;

function shorten(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}… (${text.length} characters)`;
}

/** What GitHub links, sets as a formula or tells somebody of, whatever signs are escaped before it. */
const linked = /[@$]|#\s*\d|\bGH-\d|:\/\/|\bwww\.|\b[0-9a-f]{7,40}\b/iu;

/** Writes text of others as words of a heading; as code where words could do something. */
export function encodeWords(text: string): Markdown {
  const plain = breakCommands(revealHidden(shorten(text))).trim();
  if (plain === "" || linked.test(plain) || /^\s*(?:[-+>]|\d+[.)])/u.test(plain)) return quoteCode(plain);
  // Safe: every sign that means something is escaped.
  return plain.replaceAll(/[\\`*_{}[\]()<>#+!|&~]/gu, (sign) => `\\${sign}`) as Markdown;
}
