/** Replaces every spelling of the token in a text that a person or a log may see. */
export function redact(text: string, token: string): string {
  let clean = text;
  for (const spelling of listSpellings(token)) clean = clean.replaceAll(spelling, "[token]");
  return clean;
}

/** As it is, in JSON, in a URL and in a form; hexadecimal digits may be in either case. */
function listSpellings(token: string): ReadonlySet<string> {
  const encoded = encodeURIComponent(token);
  const spellings = new Set([token, JSON.stringify(token).slice(1, -1), encoded]);
  if (encoded === token && !/[!'()~]/.test(token)) return spellings; // a usual token, spelled in one way only
  for (const text of [encoded, new URLSearchParams({ "": token }).toString().slice(1), encodeURI(token)]) {
    spellings.add(text).add(text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()));
  }
  return spellings;
}
