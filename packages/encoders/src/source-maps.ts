/**
 * Takes its meaning from what bundlers and Node read as the address of a source map, wherever in a file it stands. The
 * escape means the same character in a string, and nothing in a comment.
 */
export function breakSourceMaps(text: string): string {
  // Most texts, each of thousands, name none.
  if (!text.includes("source")) return text;
  return text.replaceAll(/(?<=\/[/*])[#@](?=\s*source)/gu, (sign) =>
    sign === "#" ? String.raw`\u0023` : String.raw`\u0040`,
  );
}
