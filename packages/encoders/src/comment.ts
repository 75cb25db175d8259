import { type Code, code } from "./code.ts";
import type { Encoded } from "./encoded.ts";
import { blankHidden, cleanLines } from "./hidden.ts";
import { breakSourceMaps } from "./source-maps.ts";

/** A paragraph of a comment in TypeScript. */
export type CommentText = Encoded<"comment">;

/**
 * Writes a paragraph of a comment: what stands in the template is ours and may hold tags; what is put in is text of others,
 * and can neither end the comment nor become a tag, a directive or a source map.
 */
export function comment(strings: TemplateStringsArray, ...texts: readonly string[]): CommentText {
  // Safe: all that is foreign has been encoded.
  return String.raw({ raw: strings }, ...texts.map(encodeProse)) as CommentText;
}

function encodeProse(text: string): string {
  // First clean, then escape: what is taken out must not bring together what was escaped apart.
  const ended = cleanLines(text).replaceAll("*/", String.raw`*\/`);
  return breakSourceMaps(ended.includes("@") ? ended.replaceAll(/(^|[\s{])@/gu, String.raw`$1\@`) : ended);
}

/** Writes a TSDoc block from paragraphs, leaving out those that say nothing. */
export function writeDocComment(paragraphs: readonly (CommentText | undefined)[], indent = ""): Code {
  const lines = paragraphs
    .filter((paragraph) => paragraph !== undefined)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => trimLines(paragraph).join("\n"))
    .join("\n\n")
    .split("\n")
    .map((line) => line.replaceAll("*/", String.raw`*\/`));
  if (lines[0] === "") return code``;
  const block =
    lines.length === 1
      ? `${indent}/** ${lines[0]} */\n`
      : `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
  // Safe: the lines hold no end of a comment.
  return block as Code;
}

function trimLines(paragraph: string): string[] {
  return paragraph
    .trim()
    .split("\n")
    .map((line) => line.trimEnd());
}

/**
 * Writes a line of a comment in any language, behind its sign. Nothing stays but letters, digits and a few signs that end
 * no comment anywhere; a backslash starts an escape even in Java's comments, and goes on with C's. A colon stays in
 * addresses only: Python takes `coding: utf-7` for the encoding of all that follows, in which `+ACI-` ends a string.
 */
export function writeLineComment(sign: "//" | "#", text: string): Code {
  const told = blankHidden(text)
    .replaceAll(/[^\p{L}\p{N} .,:;()/_{}-]/gu, " ")
    .replaceAll(/:(?!\/\/)(?!(?<=\d:)\d)/gu, " ");
  // Safe: one line, and nothing in it means anything.
  return `${sign} ${told.trim()}\n` as Code;
}
