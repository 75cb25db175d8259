import { DocumentError } from "../document-error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import type { CatalogEntry } from "./catalog-entry.ts";
import { findEntryProblem } from "./check-entry.ts";
import { tokenName } from "./token-name.ts";
import { maxOperations } from "./limits.ts";

const types: ReadonlySet<unknown> = new Set(["string", "integer", "number", "boolean", "array", "object", "null"]);
const places: ReadonlySet<unknown> = new Set(["path", "query", "form"]);
const tokenPlaces: ReadonlySet<unknown> = new Set(["query", "form", "none"]);

/**
 * Checks a catalog that `readCatalog` has made and that was kept since, such as in a file: every entry whole, no path
 * that leads anywhere else.
 *
 * @throws DocumentError in one line
 * @example
 * ```ts
 * const client = createClient({ catalog: checkCatalog(JSON.parse(kept)) });
 * ```
 */
export function checkCatalog(value: JsonValue): readonly CatalogEntry[] {
  if (!Array.isArray(value)) throw new DocumentError("not a catalog; expected a list of operations");
  if (value.length > maxOperations) throw new DocumentError(`a catalog of more than ${maxOperations} operations`);
  const names = new Set<string>();
  return value.map((entry, index) => {
    if (!isJsonObject(entry) || !isEntry(entry)) throw new DocumentError(`entry ${index + 1} is no operation`);
    const problem = names.has(entry.operation) ? "is there twice" : findEntryProblem(entry);
    if (problem !== undefined) throw new DocumentError(`entry ${index + 1} ${problem}`);
    names.add(entry.operation);
    return entry;
  });
}

function isEntry(entry: JsonObject): entry is JsonObject & CatalogEntry {
  const { token, parameters, removed } = entry;
  const texts = ["operation", "method", "path"];
  return (
    texts.every((name) => typeof entry[name] === "string") &&
    tokenPlaces.has(token) &&
    typeof entry["deprecated"] === "boolean" &&
    typeof entry["hidden"] === "boolean" &&
    (removed === undefined || typeof removed === "string") &&
    Array.isArray(parameters) &&
    parameters.every(isParameter) &&
    areTold(parameters.map((parameter) => parameter["name"]))
  );
}

/** One flat object holds each name once, and the token is the client's. */
function areTold(names: readonly unknown[]): boolean {
  return new Set(names).size === names.length && !names.includes(tokenName);
}

function isParameter(value: JsonValue): value is JsonObject {
  if (!isJsonObject(value)) return false;
  const { name, in: place, required, removed, types: own, enum: values } = value;
  return (
    typeof name === "string" &&
    places.has(place) &&
    typeof required === "boolean" &&
    (removed === undefined || typeof removed === "string") &&
    Array.isArray(own) &&
    own.every((type) => types.has(type)) &&
    (values === undefined ||
      (Array.isArray(values) && values.every((each) => each === null || typeof each !== "object")))
  );
}
