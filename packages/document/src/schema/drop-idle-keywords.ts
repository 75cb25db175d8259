import { isJsonObject, isNumeric, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { isOpen, saysNothing } from "./is-anything.ts";
import type { References } from "./references.ts";

type Keywords = Map<string, JsonValue>;

/** Leaves out of what one schema object says whatever says nothing, by itself or without what it belongs to. */
export function dropIdleKeywords(keywords: Keywords, references: References): void {
  for (const [name, value] of keywords) if (saysNothing(name, value, references)) keywords.delete(name);
  const isFree = (name: string): boolean => isOpen(keywords.get(name) ?? true, references);
  const areFree = (name: string): boolean =>
    Object.values(toRecord(keywords.get(name))).every((one) => isOpen(one, references));
  if (!keywords.has("if") || (isFree("then") && isFree("else"))) drop(keywords, "if", "then", "else");
  if (!keywords.has("contains")) drop(keywords, "minContains", "maxContains");
  if (keywords.get("minContains") === 0 && !keywords.has("maxContains")) drop(keywords, "contains", "minContains");
  // Every item is looked at there.
  if (keywords.has("items")) drop(keywords, "unevaluatedItems");
  const asked = Object.values(toRecord(keywords.get("dependentRequired")));
  if (asked.every((names) => Array.isArray(names) && names.length === 0)) drop(keywords, "dependentRequired");
  if (areFree("dependentSchemas")) drop(keywords, "dependentSchemas");
  const hasOthers = keywords.has("additionalProperties") || keywords.has("unevaluatedProperties");
  if (!hasOthers && areFree("patternProperties")) drop(keywords, "patternProperties");
  normaliseLimits(keywords);
}

/** Leaves out what is said of values of other types, limits that stricter ones make idle, and values that cannot be. */
export function dropUnfitting(keywords: Keywords, types: ReadonlySet<string> | undefined): void {
  normaliseLimits(keywords);
  if (types === undefined) return;
  for (const name of keywords.keys()) {
    const owners = ownersOf.get(name);
    if (owners?.every((type) => !types.has(type)) === true) keywords.delete(name);
  }
  if (!types.has("fraction") && keywords.get("multipleOf") === 1) keywords.delete("multipleOf");
}

/** The types of values that keywords are about, by keyword. */
const ownersOf: ReadonlyMap<string, readonly string[]> = new Map([
  ...listOwned("string", "minLength maxLength pattern contentEncoding contentMediaType contentSchema"),
  ...listOwned("integer fraction", "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"),
  ...listOwned("array", "items prefixItems contains minContains maxContains minItems maxItems uniqueItems"),
  ...listOwned("array", "unevaluatedItems"),
  ...listOwned("object", "properties patternProperties additionalProperties propertyNames required minProperties"),
  ...listOwned("object", "maxProperties unevaluatedProperties dependentRequired dependentSchemas"),
]);

function listOwned(types: string, names: string): [string, string[]][] {
  return names.split(" ").map((name) => [name, types.split(" ")]);
}

/** Writes OpenAPI 3.0's `exclusiveMinimum: true` beside a `minimum` the way 3.1 does, and of two limits the stricter one. */
function normaliseLimits(keywords: Keywords): void {
  for (const [exclusive, inclusive, isWeaker] of limits) {
    const limit = keywords.get(inclusive);
    const other = keywords.get(exclusive);
    if (other === true) {
      keywords.delete(exclusive);
      if (limit !== undefined) keywords.set(exclusive, limit);
      keywords.delete(inclusive);
    } else if (limit !== undefined && other !== undefined && isNumeric(limit) && isNumeric(other)) {
      keywords.delete(isWeaker(limit, other) ? inclusive : exclusive);
    }
  }
}

type Numeric = number | bigint;

const limits = [
  ["exclusiveMinimum", "minimum", (limit: Numeric, other: Numeric) => limit <= other],
  ["exclusiveMaximum", "maximum", (limit: Numeric, other: Numeric) => limit >= other],
] as const;

function drop(keywords: Keywords, ...names: readonly string[]): void {
  for (const name of names) keywords.delete(name);
}

function toRecord(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
