import { readPlace, resolveReference } from "./merge-parts.ts";
import { isJsonObject, type JsonObject } from "./read-document.ts";

/** The example of an operation's success, as an envelope; `undefined` where the document has none. */
export function findExample(document: JsonObject, operation: string): unknown {
  const [method = "", path = ""] = operation.split(" ");
  const responses = readPlace(document, "paths", path, method.toLowerCase(), "responses");
  const content = readPlace(resolveReference(document, readPlace(responses, "200")), "content");
  const [mediaType] = isJsonObject(content) ? Object.values(content) : [];
  return readPlace(resolveReference(document, readPlace(mediaType, "examples", "code-0")), "value");
}
