/** Selects one member in a JSONPath (RFC 9535), whatever characters its name has. */
export function quoteKey(key: string): string {
  return quoteKeys([key]);
}

/** Selects several members at once. */
export function quoteKeys(keys: readonly string[]): string {
  return `[${keys.map(quoteText).join(", ")}]`;
}

function quoteText(text: string): string {
  // Between double quotes JSON's escapes are JSONPath's; single ones read better in YAML and do for nearly all.
  return /^[^'\\\p{Cc}]*$/u.test(text) ? `'${text}'` : JSON.stringify(text);
}
