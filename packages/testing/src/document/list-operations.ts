import { isObject, type OpenApiDocument } from "./open-api-document.ts";

/** One operation of the document. */
export interface DocumentOperation {
  /** `"METHOD /path"`, as in `@just-one/api`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Each business code that has an example, with the HTTP status it comes with. */
  readonly statuses: ReadonlyMap<string, number>;
}

const methods = new Set(["get", "post", "put", "patch", "delete"]);

/** Lists a document's operations, keyed `"METHOD /path"`. */
export function listOperations(document: OpenApiDocument): Map<string, DocumentOperation> {
  const operations = new Map<string, DocumentOperation>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, definition] of Object.entries(item)) {
      if (!methods.has(method)) continue;
      const operation = `${method.toUpperCase()} ${path}`;
      operations.set(operation, { operation, method, path, statuses: findStatuses(document, definition) });
    }
  }
  return operations;
}

function findStatuses(document: OpenApiDocument, definition: unknown): Map<string, number> {
  const statuses = new Map<string, number>();
  const responses = follow(document, definition, "responses");
  if (!isObject(responses)) return statuses;
  for (const status of Object.keys(responses)) {
    const content = follow(document, responses, status, "content");
    for (const mediaType of isObject(content) ? Object.keys(content) : []) {
      const examples = follow(document, content, mediaType, "examples");
      for (const name of isObject(examples) ? Object.keys(examples) : []) {
        const code = /^code-(\d+)$/.exec(name)?.[1];
        if (code !== undefined) statuses.set(code, Number(status));
      }
    }
  }
  return statuses;
}

/** Walks into a value by keys, through references on the way. */
function follow(document: OpenApiDocument, start: unknown, ...keys: string[]): unknown {
  let value = start;
  for (const key of keys) {
    value = isObject(value) && Object.hasOwn(value, key) ? resolve(document, value[key]) : undefined;
  }
  return value;
}

function resolve(document: OpenApiDocument, value: unknown): unknown {
  if (!isObject(value) || typeof value["$ref"] !== "string") return value;
  const keys = value["$ref"].slice(2).split("/");
  return follow(document, document, ...keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")));
}
