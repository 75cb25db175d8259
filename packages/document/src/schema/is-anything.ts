import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import type { FlatSchema } from "./flat-schema.ts";
import { listFields } from "../json/json-fields.ts";
import type { References } from "./references.ts";
import { annotationKeywords, conditionKeywords, constraintKeywords, partKeywords } from "./schema-keywords.ts";
import { neverSchema, readSchemaSite } from "./schema-site.ts";
import { readTypes } from "./schema-types.ts";

/** Tells a schema that says nothing about the shape of a value: `{}`, or no more than a length or a remark. */
export function isAnything(schema: FlatSchema): boolean {
  return schema.alternatives === undefined && hasNoOwnShape(schema);
}

/** Tells a schema that is a choice between others and nothing else. */
export function isOnlyAlternatives(schema: FlatSchema): boolean {
  return schema.alternatives !== undefined && hasNoOwnShape(schema);
}

/** Tells a schema as written that lets anything through, behind references and wrappers, too. */
export function isOpen(schema: JsonValue, references: References, depth = 0): boolean {
  const { core } = readSchemaSite(schema, references);
  return (
    core !== neverSchema &&
    listFields(core).every(
      ([name, value]) => annotationKeywords.has(name) || saysNothing(name, value, references, depth),
    )
  );
}

/** Tells a keyword that is as good as left out. */
export function saysNothing(name: string, value: JsonValue, references: References, depth = 0): boolean {
  if (depth > maxDepth) return false;
  if (name === "required" || name === "allOf") {
    return Array.isArray(value) && value.every((part) => name === "allOf" && isOpen(part, references, depth + 1));
  }
  if (name === "nullable") return true;
  if (name === "type") return readTypes(value) === undefined;
  if (name === "not") return isNothing(value, references, depth + 1);
  if (name === "format" || name === "pattern") return value === "" || (name === "pattern" && value === ".*");
  if (name === "xml") return isJsonObject(value) && Object.keys(value).length === 0;
  if (name === "propertyNames" && isText(value, references, depth + 1)) return true;
  if (name === "properties") return isJsonObject(value) && Object.keys(value).length === 0;
  if (partKeywords.has(name)) return isOpen(value, references, depth + 1);
  return constraintKeywords.has(name) && constraintKeywords.get(name) === value;
}

/** Tells a schema as written that lets nothing through. */
export function isNothing(schema: JsonValue, references: References, depth = 0): boolean {
  const { core } = readSchemaSite(schema, references);
  if (core === neverSchema) return true;
  const [only, ...others] = listFields(core).filter(([name]) => !annotationKeywords.has(name));
  return only?.[0] === "not" && others.length === 0 && isOpen(only[1], references, depth + 1);
}

/** Tells a schema that lets any text through, whatever else: every name is text. */
function isText(schema: JsonValue, references: References, depth: number): boolean {
  const { core } = readSchemaSite(schema, references);
  const { type, ...rest } = core;
  return core !== neverSchema && [type].flat().includes("string") && isOpen(rest, references, depth);
}

/** Deeper than anybody writes nothing. */
const maxDepth = 8;

function hasNoOwnShape(schema: FlatSchema): boolean {
  return (
    !schema.isNever &&
    schema.types === undefined &&
    schema.values === undefined &&
    schema.properties.size === 0 &&
    schema.required.size === 0 &&
    schema.conjuncts.length === 0 &&
    [...schema.keywords.keys()].every((name) => !partKeywords.has(name) && !conditionKeywords.has(name))
  );
}
