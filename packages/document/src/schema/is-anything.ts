import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import type { FlatSchema } from "./flat-schema.ts";
import { listFields } from "../json/json-fields.ts";
import { annotationKeywords, conditionKeywords, partKeywords } from "./schema-keywords.ts";

/** Tells a schema that says nothing about the shape of a value: `{}`, or no more than a length or a remark. */
export function isAnything(schema: FlatSchema): boolean {
  return schema.alternatives === undefined && hasNoOwnShape(schema);
}

/** Tells a schema that is a choice between others and nothing else. */
export function isOnlyAlternatives(schema: FlatSchema): boolean {
  return schema.alternatives !== undefined && hasNoOwnShape(schema);
}

/** Tells a schema as written that lets anything through. */
export function isOpen(schema: JsonValue | undefined): boolean {
  if (schema === undefined || schema === true) return true;
  return isJsonObject(schema) && listFields(schema).every(([name]) => annotationKeywords.has(name));
}

function hasNoOwnShape(schema: FlatSchema): boolean {
  return (
    !schema.isNever &&
    schema.types === undefined &&
    schema.values === undefined &&
    schema.properties.size === 0 &&
    schema.required.size === 0 &&
    schema.conjuncts.length === 0 &&
    [...schema.keywords].every(([name, value]) =>
      partKeywords.has(name) ? isOpen(value) : !conditionKeywords.has(name),
    )
  );
}
