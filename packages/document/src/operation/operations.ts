import { compareText } from "../json/compare-text.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { getField, getObject, listFields } from "../json/json-fields.ts";
import { httpMethods } from "../open-api.ts";
import { createReferences, type References } from "../schema/references.ts";

/** One operation with the path item around it, whose parameters, servers and words it shares. */
export interface LocatedOperation {
  /** `"GET /path"`, the name that callers know. */
  name: string;
  /** In capitals. */
  method: string;
  path: string;
  pathItem: JsonObject;
  operation: JsonObject;
}

/** Lists the operations of `paths`, ordered by path, then method: never by the document's own order. */
export function listOperations(document: JsonObject): LocatedOperation[] {
  return [...readOperations(getObject(document, "paths"), createReferences(document)).values()];
}

/** Lists the operations of `paths`, `webhooks` or a callback by name. */
export function readOperations(
  paths: JsonObject | undefined,
  references: References,
): ReadonlyMap<string, LocatedOperation> {
  const found = new Map<string, LocatedOperation>();
  for (const [path, listed] of listFields(paths ?? {}).toSorted(([a], [b]) => compareText(a, b))) {
    if (!isJsonObject(listed)) continue;
    const pathItem = resolvePathItem(listed, references);
    for (const [method, operation] of listMethods(pathItem)) {
      const name = `${method} ${path}`;
      found.set(name, { name, method, path, pathItem, operation });
    }
  }
  return found;
}

/** A path item may stand behind a reference and add to it. */
function resolvePathItem(pathItem: JsonObject, references: References): JsonObject {
  if (getField(pathItem, "$ref") === undefined) return pathItem;
  const { $ref: _reference, ...own } = pathItem;
  return { ...references.resolve(pathItem).value, ...own };
}

function listMethods(pathItem: JsonObject): [string, JsonObject][] {
  const known = httpMethods.map((method): [string, JsonValue | undefined] => [method, getField(pathItem, method)]);
  const added = Object.entries(getObject(pathItem, "additionalOperations") ?? {});
  return [...known, ["query", getField(pathItem, "query")] as const, ...added]
    .flatMap(([method, operation]) =>
      isJsonObject(operation) ? [[method.toUpperCase(), operation] as [string, JsonObject]] : [],
    )
    .toSorted(([one], [other]) => compareText(one, other));
}
