import type { CatalogEntry } from "@just-one/api";
import { type JsonObject, listParts, listProperties, listTypes, type SchemaUse } from "@just-one/document";
import { readOperation } from "./read-operation.ts";

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

/**
 * Lists what `data` of an operation holds, as the first document that types it does; only `data` itself while none has.
 * The vendor's own never does.
 */
export function listReplyFields(documents: readonly JsonObject[], { operation }: CatalogEntry): ReplyField[] {
  const data = documents.map((document) => readOperation(document, operation)?.data).find((each) => each !== undefined);
  if (data === undefined) return [{ path: "data", type: "unknown", description: "" }];
  const fields: ReplyField[] = [];
  collect({ use: data, path: "data", depth: 0 }, fields);
  return fields;
}

interface Place {
  readonly use: SchemaUse;
  readonly path: string;
  readonly depth: number;
}

function collect({ use, path, depth }: Place, fields: ReplyField[]): void {
  if (fields.length >= maxFields || depth > maxDepth) return;
  const { node, words } = use;
  const description = words.get("description");
  fields.push({
    path,
    type: listTypes(node).join(" or ") || "unknown",
    description: typeof description === "string" ? description : "",
  });
  const inner = { depth: depth + 1 };
  for (const { name = "", use: property } of listProperties(node)) {
    collect({ use: property, path: joinPath(path, name), ...inner }, fields);
  }
  for (const items of listParts(node, "items")) collect({ use: items, path: `${path}[*]`, ...inner }, fields);
  for (const keyword of ["patternProperties", "additionalProperties"]) {
    for (const value of listParts(node, keyword)) collect({ use: value, path: `${path}.*`, ...inner }, fields);
  }
}

function joinPath(path: string, name: string): string {
  return /^[\w$-]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
