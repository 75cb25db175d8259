import { isObject } from "../is-object.ts";
import { type Document, listOperations, resolveReference } from "../open-api.ts";
import { readParameterNames } from "../read-parameter-names.ts";
import type { Needs } from "./needs.ts";

/** Says what a consumer needs and the document does not have: needs must be a part of what is provided. */
export function checkNeeds(needs: Needs, document: Document): string[] {
  const provided = new Map(listOperations(document).map(({ operation, definition }) => [operation, definition]));
  const missing: string[] = [];
  for (const [operation, { parameters, fields, whenPresent }] of Object.entries(needs.operations)) {
    const definition = provided.get(operation);
    if (definition === undefined) {
      if (whenPresent === true) continue;
      missing.push(`${operation}: the document has no such operation`);
      continue;
    }
    const names = new Set(readParameterNames(document, definition));
    const data = findData(document, definition);
    for (const name of parameters) if (!names.has(name)) missing.push(`${operation}: has no parameter ${name}`);
    // The rows of a table are reviewed against real replies; the document may not tell of their data at all.
    if (whenPresent === true && !isDescribed(document, data)) continue;
    for (const field of fields) {
      const path = field.replaceAll("[]", ".[]").split(".");
      if (!hasField(document, data, path)) missing.push(`${operation}: its reply has no field ${field}`);
    }
  }
  return missing;
}

function findData(document: Document, definition: Readonly<Record<string, unknown>>): unknown {
  let schema: unknown = definition;
  for (const key of ["responses", "200", "content", "application/json", "schema"]) {
    schema = isObject(schema) ? resolveReference(document, schema[key]) : undefined;
  }
  return { allOf: listMembers(document, schema, "data") };
}

function isDescribed(document: Document, data: unknown): boolean {
  return listParts(document, data).some(({ properties, items }) => isObject(properties) || isObject(items));
}

function hasField(document: Document, schema: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  return listMembers(document, schema, key).some((member) => hasField(document, member, rest));
}

/** The schemas of one member, wherever a schema tells of it; those of items and of other members for `[]`. */
function listMembers(document: Document, value: unknown, key: string): unknown[] {
  return listParts(document, value).flatMap(({ properties, items, additionalProperties }) => {
    if (key === "[]") return [items, additionalProperties].filter(isObject);
    return isObject(properties) && Object.hasOwn(properties, key) ? [properties[key]] : [];
  });
}

/** A schema, and those that it is made of. */
function listParts(document: Document, value: unknown, depth = 0): Readonly<Record<string, unknown>>[] {
  const schema = resolveReference(document, value);
  if (!isObject(schema) || depth > 16) return [];
  const parts = [schema["allOf"], schema["anyOf"], schema["oneOf"]].flatMap((part): unknown[] =>
    Array.isArray(part) ? part : [],
  );
  return [schema, ...parts.flatMap((part) => listParts(document, part, depth + 1))];
}
