import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { setOwn } from "../json/set-own.ts";
import { httpMethods, type OpenApiDocument } from "../open-api.ts";

/**
 * Puts an operation into a document, by `"GET /path"`; changes the document. What stands there already stays, and so does
 * the document where the name is none.
 */
export function putOperation(document: OpenApiDocument, name: string, operation: JsonObject): void {
  const [verb = "", path = ""] = name.split(/ (.*)/su);
  const method = httpMethods.find((known) => known === verb.toLowerCase());
  if (method === undefined) return;
  const item = Object.hasOwn(document.paths, path) ? document.paths[path] : undefined;
  if (!isJsonObject(item)) setOwn(document.paths, path, { [method]: operation });
  else if (!Object.hasOwn(item, method)) item[method] = operation;
}
