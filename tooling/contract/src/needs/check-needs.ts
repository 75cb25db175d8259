import { listParts, listProperties, normalizeDocument, type OpenApiDocument, type SchemaUse } from "@just-one/document";
import type { Needs } from "./needs.ts";

/** Says what a consumer needs and the document does not have: needs must be a part of what is provided. */
export function checkNeeds(needs: Needs, document: OpenApiDocument): string[] {
  const { operations } = normalizeDocument(document, ({ name }) => Object.hasOwn(needs.operations, name));
  const provided = new Map(operations.map((operation) => [operation.name, operation]));
  const missing: string[] = [];
  for (const [name, { parameters, fields, whenPresent }] of Object.entries(needs.operations)) {
    const operation = provided.get(name);
    if (operation === undefined) {
      if (whenPresent === true) continue;
      missing.push(`${name}: the document has no such operation`);
      continue;
    }
    const names = new Set(operation.parameters.map((parameter) => parameter.name));
    for (const parameter of parameters) {
      if (!names.has(parameter)) missing.push(`${name}: has no parameter ${parameter}`);
    }
    const data = operation.data === undefined ? [] : [operation.data];
    // The rows of a table are reviewed against real replies; the document may not tell of their data at all.
    if (whenPresent === true && !data.some(isDescribed)) continue;
    for (const field of fields) {
      const path = field.replaceAll("[]", ".[]").split(".");
      if (!hasField(data, path)) missing.push(`${name}: its reply has no field ${field}`);
    }
  }
  return missing;
}

function isDescribed(use: SchemaUse): boolean {
  return listAlternatives(use).some(({ node }) =>
    node.parts.some(({ keyword }) => /^(?:properties|items)$/.test(keyword)),
  );
}

function hasField(uses: readonly SchemaUse[], [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return uses.length > 0;
  const members = uses.flatMap(listAlternatives).flatMap((use) => listMembers(use, key));
  return members.length > 0 && hasField(members, rest);
}

/** The schemas of one member; those of items and of other members for `[]`. */
function listMembers({ node }: SchemaUse, key: string): SchemaUse[] {
  if (key === "[]") return [...listParts(node, "items"), ...listParts(node, "additionalProperties")];
  return listProperties(node)
    .filter(({ name }) => name === key)
    .map(({ use }) => use);
}

/** A schema and those that it is a choice of. */
function listAlternatives(start: SchemaUse): SchemaUse[] {
  const found = [start];
  for (const { node } of found) {
    for (const use of [...listParts(node, "anyOf"), ...listParts(node, "oneOf")]) {
      if (found.every((known) => known.node !== use.node)) found.push(use);
    }
  }
  return found;
}
