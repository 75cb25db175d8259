/**
 * Takes the token out of a reply that repeats it, before it is kept or shown: a model that has it needs no server.
 *
 * @param json the reply's data as JSON text
 * @param redact what puts a mark in the token's place
 */
export function hideToken(json: string, redact: (text: string) => string): string {
  if (redact(json) === json) return json;
  // Within the texts: across their ends a mark would break the JSON.
  return JSON.stringify(hideIn(JSON.parse(json), redact));
}

function hideIn(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => hideIn(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [redact(name), hideIn(member, redact)]));
}
