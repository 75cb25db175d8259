import { compareText } from "./compare-text.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";

/**
 * An OpenAPI 3.0 or 3.1 document after `readDocument` has checked its shape. Only what the tools here read is named;
 * everything else stays reachable as JSON.
 */
export interface OpenApiDocument extends JsonObject {
  openapi: string;
  paths: Record<string, PathItem>;
}

/** The operations of one path, by lower-case method. */
type PathItem = JsonObject;

/** The HTTP methods that OpenAPI 3.0 and 3.1 know. */
export const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** One operation and where it stands. */
export interface LocatedOperation {
  /** `"METHOD /path"`. */
  name: string;
  method: (typeof httpMethods)[number];
  path: string;
  pathItem: JsonObject;
  operation: JsonObject;
}

/** Lists every operation of a checked document, ordered by path, then method: never by the document's own order. */
export function listOperations(document: OpenApiDocument): LocatedOperation[] {
  const found: LocatedOperation[] = [];
  for (const [path, pathItem] of Object.entries(document.paths)) {
    for (const method of httpMethods) {
      const operation = Object.hasOwn(pathItem, method) ? pathItem[method] : undefined;
      if (!isJsonObject(operation)) continue;
      found.push({ name: `${method.toUpperCase()} ${path}`, method, path, pathItem, operation });
    }
  }
  return found.toSorted((one, other) => compareText(one.path, other.path) || compareText(one.method, other.method));
}

export { compareText } from "./compare-text.ts";
