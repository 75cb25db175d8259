import { compareValues } from "./json/compare-values.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json/json-value.ts";
import type { OpenApiDocument } from "./open-api.ts";
import { typeMark } from "./schema/schema-keywords.ts";
import { setOwn } from "./json/set-own.ts";
import { isObjectKind, type ObjectKind, type Rule, structure } from "./check/structure.ts";

/** Lists in which order means nothing. Servers, an operation's tags and `allOf` are not among them. */
const unorderedLists: ReadonlySet<string> = new Set([
  "Document.tags",
  "PathItem.parameters",
  "Operation.parameters",
  "Schema.required",
  "Schema.type",
  "Schema.enum",
]);

/** Fields that tell people something and change nothing for a program. */
const proseFields: ReadonlySet<string> = new Set(["description", "summary", "example", "examples", "externalDocs"]);

/** `"drop"` leaves out prose, examples and `x-…`, or else the names that our overlays give to types. */
export interface CanonicalOptions {
  prose: "keep" | "drop";
  marks?: "keep" | "drop";
}

/**
 * Brings a checked document into the one order that everything is generated from: keys sorted, and lists whose order
 * means nothing sorted too. Documents that say the same in another order become the same text.
 */
export function canonicalizeDocument(
  document: OpenApiDocument,
  options: CanonicalOptions = { prose: "keep" },
): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const [path, item] of sortEntries(document.paths)) {
    if (isJsonObject(item)) setOwn(paths, path, sortObject(item, "PathItem", options));
    else if (options.prose === "keep") setOwn(paths, path, item);
  }
  return Object.assign(sortObject(document, "Document", options), { openapi: document.openapi, paths });
}

function sortValue(value: JsonValue, rule: Rule, options: CanonicalOptions): JsonValue {
  if (Array.isArray(value)) {
    const itemRule: Rule = typeof rule === "object" && "list" in rule ? rule.list : "any";
    return value.map((item) => sortValue(item, itemRule, options));
  }
  if (!isJsonObject(value)) return value;
  if (typeof rule === "object") return sortMap(value, "map" in rule ? rule.map : "any", options);
  return isObjectKind(rule) ? sortObject(value, rule, options) : sortMap(value, "any", options);
}

function sortObject(value: JsonObject, kind: ObjectKind, options: CanonicalOptions): JsonObject {
  const { fields } = structure[kind];
  const sorted: JsonObject = {};
  for (const [key, item] of sortEntries(value)) {
    if (options.marks === "drop" && key === typeMark) continue;
    if (options.prose === "drop" && (proseFields.has(key) || key.startsWith("x-"))) continue;
    if (kind === "Schema" && key.startsWith("x-enum")) {
      setOwn(sorted, key, followEnum(item, value["enum"]));
      continue;
    }
    const field = sortValue(item, Object.hasOwn(fields, key) ? (fields[key] ?? "any") : "any", options);
    const isUnordered = Array.isArray(field) && unorderedLists.has(`${kind}.${key}`);
    setOwn(sorted, key, isUnordered ? field.toSorted(compareValues) : field);
  }
  return sorted;
}

function sortMap(value: JsonObject, rule: Rule, options: CanonicalOptions): JsonObject {
  const sorted: JsonObject = {};
  for (const [key, item] of sortEntries(value)) setOwn(sorted, key, sortValue(item, rule, options));
  return sorted;
}

function sortEntries<T>(value: Record<string, T>): [string, T][] {
  // Sorted without a function of ours, text goes by code units, too, and in half of the time.
  const keys = Object.keys(value).toSorted();
  // Safe: these are the object's own keys.
  return keys.map((key) => [key, value[key] as T]);
}

/** What tells of each value of an enum, one by one, stays with its value. */
function followEnum(told: JsonValue, values: JsonValue | undefined): JsonValue {
  if (!Array.isArray(told) || !Array.isArray(values) || told.length !== values.length) return told;
  const pairs = values.map((value, index) => ({ value, words: told[index] ?? null }));
  return pairs.toSorted((one, other) => compareValues(one.value, other.value)).map(({ words }) => words);
}
