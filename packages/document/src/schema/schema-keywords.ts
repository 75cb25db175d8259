import type { JsonObject, JsonValue } from "../json/json-value.ts";

/** Beside a schema, in an overlay of ours: what callers know its type by. Components have no name that callers see. */
export const typeMark = "x-just-one-type";

/** Words for readers, one by one: their change is told, and changes nothing. */
export const proseKeywords = ["title", "description", "$comment", "externalDocs"] as const;

/** What stands beside a schema without deciding which values it lets through; the outermost one holds. */
export const annotationKeywords: ReadonlySet<string> = new Set([
  ...proseKeywords,
  "default",
  "deprecated",
  "example",
  "examples",
  "readOnly",
  "writeOnly",
  typeMark,
]);

/** Lists what a schema object says: its fields without the extensions, but for the one that names a type. */
export function listKeywords(schema: JsonObject): [string, JsonValue][] {
  return Object.entries(schema).filter(([name]) => !name.startsWith("x-") || name === typeMark);
}

/** Lists what a schema says beside the values; empty words and `false` are what is said by saying nothing. */
export function listAnnotations(schema: JsonObject): [string, JsonValue][] {
  const said = listKeywords(schema).filter(
    ([name, value]) => annotationKeywords.has(name) && saidByNothing.get(name) !== value,
  );
  return Object.hasOwn(schema, "example") ? said : said.flatMap(writeExample);
}

/** The only example may stand under either name. */
function writeExample([name, value]: [string, JsonValue]): [string, JsonValue][] {
  if (name !== "examples" || !Array.isArray(value) || value.length > 1) return [[name, value]];
  return value.map((example) => ["example", example]);
}

const saidByNothing: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ["title", ""],
  ["description", ""],
  ["$comment", ""],
  ["deprecated", false],
  ["readOnly", false],
  ["writeOnly", false],
]);

/** Where schemas are kept or named for references, which are followed instead. */
export const namingKeywords: ReadonlySet<string> = new Set(["$defs", "definitions", "$anchor", "$dynamicAnchor"]);

/** Lengths, ranges and patterns, each with the value that says nothing. */
export const constraintKeywords: ReadonlyMap<string, number | false | undefined> = new Map<
  string,
  number | false | undefined
>([
  ["minLength", 0],
  ["maxLength", undefined],
  ["pattern", undefined],
  ["minimum", undefined],
  ["maximum", undefined],
  ["exclusiveMinimum", false],
  ["exclusiveMaximum", false],
  ["multipleOf", undefined],
  ["minItems", 0],
  ["maxItems", undefined],
  ["uniqueItems", false],
  ["minProperties", 0],
  ["maxProperties", undefined],
  ["minContains", 1],
  ["maxContains", undefined],
]);

/** One schema each for parts of a value: narrowing the part narrows the whole. Left out, anything goes. */
export const partKeywords: ReadonlyMap<string, string> = new Map([
  ["items", "[]"],
  ["additionalProperties", ".*"],
  ["propertyNames", "#propertyNames"],
  ["unevaluatedItems", "#unevaluatedItems"],
  ["unevaluatedProperties", "#unevaluatedProperties"],
  ["contentSchema", "#contentSchema"],
]);

/** How a value is written, not which value. */
export const serialisationKeywords = ["xml", "contentEncoding", "contentMediaType"] as const;

/** Schemas by name or pattern: narrowing one narrows the whole, and so does having one more. */
export const schemaMapKeywords = ["patternProperties", "dependentSchemas"] as const;

/**
 * Conditions whose inside cannot be judged by direction (`not` turns it round, `if` has two sides): having one narrows,
 * any change inside counts as major. Keywords that only mean something together stand together.
 */
export const opaqueConditions = [["not"], ["if", "then", "else"], ["contains"]] as const;

/** Every condition there can be only one of in a schema. */
export const conditionKeywords: ReadonlySet<string> = new Set([
  ...opaqueConditions.flat(),
  ...schemaMapKeywords,
  "dependentRequired",
  "prefixItems",
]);
