/**
 * Writes text as a TypeScript string literal from which nothing can break out, not even where the file ends up inside
 * HTML.
 */
export function quote(text: string): string {
  const literal = JSON.stringify(text);
  if (!/[\u2028\u2029]|<\//u.test(literal)) return literal;
  return literal
    .replaceAll("\u2028", String.raw`\u2028`)
    .replaceAll("\u2029", String.raw`\u2029`)
    .replaceAll("</", String.raw`\u003c/`);
}

/** Writes a property's name: bare where TypeScript allows it, quoted else. */
export function writeKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/u.test(name) ? name : quote(name);
}

/** Writes a TSDoc block from paragraphs; text of the document can neither end the comment nor become a tag. */
export function writeDocComment(paragraphs: readonly (string | undefined)[], indent = ""): string {
  const lines = paragraphs
    .filter((paragraph) => paragraph !== undefined)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => splitLines(paragraph).join("\n"))
    .join("\n\n")
    .split("\n");
  if (lines[0] === "") return "";
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

function splitLines(paragraph: string): string[] {
  return paragraph
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.trimEnd());
}

/** Makes foreign prose safe inside a comment. */
export function escapeProse(text: string): string {
  return (
    text
      .replaceAll("*/", String.raw`*\/`)
      // oxlint-disable-next-line no-control-regex -- exactly those are unwanted
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu, "")
      .replaceAll(/(^|[\s{])@/gu, String.raw`$1\@`)
  );
}
