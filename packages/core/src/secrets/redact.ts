/** Replaces every spelling of the token in a text that a person or a log may see. */
export function redact(text: string, token: string): string {
  let clean = text;
  for (const spelling of new Set([token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1)])) {
    clean = clean.replaceAll(spelling, "[token]");
  }
  return clean;
}
