import { httpMethods, type OpenApiDocument } from "../open-api.ts";
import { findByReference } from "../schema/find-by-reference.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import type { Fail } from "./place.ts";

/**
 * Refuses operations that cannot be told apart, and paths that are none. A repeated operationId is no offence: the
 * vendor has published such documents, and only method and path name an operation.
 */
export function checkOperations(document: OpenApiDocument, fail: Fail): void {
  const pathsByTemplate = new Map<string, string>();
  for (const [path, item] of Object.entries(document.paths)) {
    if (path.startsWith("x-")) continue;
    if (!path.startsWith("/")) fail(["paths", path], "a path starts with /");
    const methods = listMethods(document, item);
    const shape = path.replaceAll(/\{[^{}]*\}/gu, "{}");
    // Without any, they say nothing of their own.
    for (const method of methods.length === 0 ? httpMethods : methods) {
      const template = `${method} ${shape}`;
      const twin = pathsByTemplate.get(template);
      if (twin !== undefined) fail(["paths", path], `duplicate operation: the same path as ${JSON.stringify(twin)}`);
      pathsByTemplate.set(template, path);
    }
  }
}

function listMethods(document: JsonObject, item: JsonObject): string[] {
  const reference = item["$ref"];
  const target = typeof reference === "string" ? findByReference(document, reference) : undefined;
  return httpMethods.filter(
    (method) => Object.hasOwn(item, method) || (isJsonObject(target) && Object.hasOwn(target, method)),
  );
}
