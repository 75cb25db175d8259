import type { CatalogEntry } from "@just-one/api";
import { mergeParts, readPlace, resolveReference } from "./merge-parts.ts";
import { isJsonObject, type JsonObject } from "./read-document.ts";

/** One place of a reply. */
export interface ReplyField {
  /** Such as `data.list[*].user.id`; items of lists and values of maps are told as `*`. */
  readonly path: string;
  /** Such as `"string or null"`; `"unknown"` where nobody has typed it. */
  readonly type: string;
  /** Empty when the document says nothing. */
  readonly description: string;
}

/** Deeper than any reply of the vendor's; a schema that holds itself ends here. */
const maxDepth = 12;
const maxFields = 2000;

/** Lists what `data` of an operation holds, as the document types it; only `data` itself while nobody has. */
export function listReplyFields(document: JsonObject, { method, path }: CatalogEntry): ReplyField[] {
  const operation = readPlace(document, "paths", path, method.toLowerCase());
  const content = readPlace(resolveReference(document, readPlace(operation, "responses", "200")), "content");
  const [mediaType] = isJsonObject(content) ? Object.values(content) : [];
  const data = mergeParts(document, readPlace(mediaType, "schema")).properties.get("data");
  const fields: ReplyField[] = [];
  collect(document, { schema: data, path: "data", depth: 0 }, fields);
  return fields;
}

interface Place {
  readonly schema: unknown;
  readonly path: string;
  readonly depth: number;
}

function collect(document: JsonObject, { schema, path, depth }: Place, fields: ReplyField[]): void {
  if (fields.length >= maxFields || depth > maxDepth) return;
  const { types, description, properties, items, values } = mergeParts(document, schema);
  fields.push({ path, type: types.join(" or ") || "unknown", description });
  for (const [name, property] of properties) {
    collect(document, { schema: property, path: joinPath(path, name), depth: depth + 1 }, fields);
  }
  if (items !== undefined) collect(document, { schema: items, path: `${path}[*]`, depth: depth + 1 }, fields);
  for (const value of values) collect(document, { schema: value, path: `${path}.*`, depth: depth + 1 }, fields);
}

function joinPath(path: string, name: string): string {
  return /^[\w$-]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
