import { mapTexts } from "./map-texts.ts";

/**
 * Takes the token out of a reply that repeats it, before it is kept or shown: a model that has it needs no server.
 *
 * @param json the reply's data as JSON text
 * @param redact what puts a mark in the token's place
 */
export function hideToken(json: string, redact: (text: string) => string): string {
  if (redact(json) === json) return json;
  // Within the texts: across their ends a mark would break the JSON.
  return mapTexts(json, redact);
}
