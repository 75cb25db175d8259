import type { CatalogEntry, CatalogParameter } from "@just-one/api";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { refuseToken } from "../refuse-token.ts";

/**
 * Reads `key=value` arguments into parameters, each in the type that the catalog gives it. Whether they are known,
 * allowed and complete is for the client to say.
 *
 * @throws CliError for an argument that is no pair, or a key that comes twice
 */
export function parseParameters(entry: CatalogEntry, pairs: readonly string[]): Record<string, unknown> {
  const parameters = new Map<string, unknown>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const key = pair.slice(0, Math.max(at, 0)).trim();
    if (key.toLowerCase() === "token") throw refuseToken();
    if (key === "")
      throw wrongUse(`"${cleanText(pair).slice(0, 60)}" is no key=value; write for example ${exampleOf(entry)}`);
    if (parameters.has(key)) throw wrongUse(`${cleanText(key).slice(0, 60)} is given twice`);
    const parameter = entry.parameters.find(({ name }) => name === key);
    parameters.set(key, readValue(pair.slice(at + 1), parameter));
  }
  return Object.fromEntries(parameters);
}

/** Text stays text wherever that is allowed: digits may be an id. */
export function readValue(text: string, parameter: CatalogParameter | undefined): unknown {
  const types = new Set(parameter?.types);
  if (types.size === 0 || types.has("string")) return text;
  if (types.has("boolean") && /^(?:true|false)$/.test(text)) return text === "true";
  if (types.has("integer") && /^-?\d+$/.test(text)) {
    return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  }
  if (types.has("number") && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (types.has("array") || types.has("object")) return readJson(text);
  return text;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function exampleOf(entry: CatalogEntry): string {
  return `${entry.parameters[0]?.name ?? "key"}=value`;
}

function wrongUse(message: string): CliError {
  return new CliError(message, exitCodes.wrongUse);
}
