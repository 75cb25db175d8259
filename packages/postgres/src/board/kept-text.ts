/**
 * Text of others as Postgres can keep it: it takes neither U+0000 nor halves of a pair. What it would not take is kept as JSON,
 * and so is what looks like that.
 */
export function toKeptText(text: string): string {
  return /^"|\0/.test(text) || !text.isWellFormed() ? JSON.stringify(text).replaceAll("\0", String.raw`\u0000`) : text;
}

/** The same, as it came. */
export function fromKeptText(kept: string): string {
  // Safe: only `toKeptText` writes what begins so.
  return kept.startsWith('"') ? (JSON.parse(kept) as string) : kept;
}
