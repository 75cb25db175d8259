import type { OpenApiDocument } from "./open-api.ts";
import type { Fail } from "./place.ts";

/**
 * Refuses paths that cannot be told apart, or are no paths. A repeated operationId is no offence: the vendor has
 * published such documents, and only method and path name an operation.
 */
export function checkOperations(document: OpenApiDocument, fail: Fail): void {
  const pathsByTemplate = new Map<string, string>();
  for (const path of Object.keys(document.paths)) {
    if (!path.startsWith("/")) fail(["paths", path], "a path starts with /");
    const template = path.replaceAll(/\{[^{}]*\}/gu, "{}");
    const twin = pathsByTemplate.get(template);
    if (twin !== undefined) fail(["paths", path], `duplicate operation: the same path as ${JSON.stringify(twin)}`);
    pathsByTemplate.set(template, path);
  }
}
