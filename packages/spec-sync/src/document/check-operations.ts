import type { KeywordPolicy } from "./keyword-policy.ts";
import { listOperations, type OpenApiDocument } from "./open-api.ts";
import type { Fail } from "./place.ts";

/**
 * Refuses paths and operations that cannot be told apart, or whose address is not a path. A repeated operationId is
 * let through when tolerant: the vendor published such documents, and nothing here is named after it.
 */
export function checkOperations(
  document: OpenApiDocument,
  { keywords, fail }: { keywords: KeywordPolicy; fail: Fail },
): void {
  const pathsByTemplate = new Map<string, string>();
  for (const path of Object.keys(document.paths)) {
    if (!path.startsWith("/")) fail(["paths", path], "a path starts with /");
    const template = path.replaceAll(/\{[^{}]*\}/gu, "{}");
    const twin = pathsByTemplate.get(template);
    if (twin !== undefined) fail(["paths", path], `duplicate operation: the same path as ${JSON.stringify(twin)}`);
    pathsByTemplate.set(template, path);
  }
  if (keywords === "strict") checkOperationIds(document, fail);
}

function checkOperationIds(document: OpenApiDocument, fail: Fail): void {
  const namesById = new Map<string, string>();
  for (const { name, path, method, operation } of listOperations(document)) {
    const id = operation["operationId"];
    if (typeof id !== "string") continue;
    const twin = namesById.get(id);
    if (twin !== undefined) {
      fail(
        ["paths", path, method, "operationId"],
        `duplicate operation: ${twin} has the same operationId ${JSON.stringify(id)}`,
      );
    }
    namesById.set(id, name);
  }
}
