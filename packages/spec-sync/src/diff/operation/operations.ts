import { isJsonObject, type JsonObject, type JsonValue } from "../../document/json-value.ts";
import { compareText, httpMethods } from "../../document/open-api.ts";
import { getField, getList, getObject, listFields } from "../support/json-fields.ts";
import type { References } from "../support/references.ts";

/** One operation with the path item around it, whose parameters, servers and words it shares. */
export interface LocatedOperation {
  method: string;
  path: string;
  pathItem: JsonObject;
  operation: JsonObject;
}

/** Lists the operations of `paths`, `webhooks` or a callback by the name callers know: `"GET /path"`. */
export function readOperations(
  paths: JsonObject | undefined,
  references: References,
): ReadonlyMap<string, LocatedOperation> {
  const found = new Map<string, LocatedOperation>();
  for (const [path, listed] of listFields(paths ?? {}).toSorted(([a], [b]) => compareText(a, b))) {
    if (!isJsonObject(listed)) continue;
    const pathItem = resolvePathItem(listed, references);
    for (const [method, operation] of listMethods(pathItem)) {
      found.set(`${method} ${path}`, { method, path, pathItem, operation });
    }
  }
  return found;
}

/** Names the platform of an operation: the first tag, as the vendor uses them. */
export function readPlatform({ operation }: LocatedOperation): string {
  const [tag] = getList(operation, "tags");
  return typeof tag === "string" ? tag : "Untagged";
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
  return [...known, ["query", getField(pathItem, "query")] as const, ...added].flatMap(([method, operation]) =>
    isJsonObject(operation) ? [[method.toUpperCase(), operation] as [string, JsonObject]] : [],
  );
}
