import { getField, type JsonObject } from "@just-one/document";
import { readOperation } from "./read-operation.ts";

/** The example of an operation's success, as an envelope; `undefined` where the document has none. */
export function findExample(document: JsonObject, operation: string): unknown {
  const reply = readOperation(document, operation)?.replies.find(({ status }) => status === "200");
  return getField(reply?.contents[0]?.examples.get("code-0") ?? {}, "value");
}
