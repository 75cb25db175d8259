import { isObject } from "./is-object.ts";

/** What the contract looks at in an OpenAPI document. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [member: string]: unknown;
}

/** One operation of a document. */
export interface DocumentOperation {
  /** `"METHOD /path"`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** Narrows a parsed document. @throws TypeError when it has no paths */
export function checkDocument(value: unknown): Document {
  if (!isObject(value) || !isObject(value["paths"])) throw new TypeError("The document has no paths");
  // Safe: its only named member was just checked, and path items are looked into with care.
  return value as unknown as Document;
}

/** Lists the operations of a document. */
export function listOperations(document: Document): DocumentOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, definition]) =>
      methods.has(method) && isObject(definition)
        ? [{ operation: `${method.toUpperCase()} ${path}`, method, path, definition }]
        : [],
    ),
  );
}

/** Follows a reference within the document; what is none comes back as it is. */
export function resolveReference(document: Document, value: unknown): unknown {
  if (!isObject(value) || typeof value["$ref"] !== "string") return value;
  let found: unknown = document;
  for (const key of value["$ref"].slice(2).split("/")) {
    const name = decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
    found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

const methods = new Set(["get", "post", "put", "patch", "delete"]);
