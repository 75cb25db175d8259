import { type JsonObject, normalizeDocument, type NormalOperation } from "@just-one/document";

/** Reads one operation of the document; undefined when it has no such one. */
export function readOperation(document: JsonObject, operation: string): NormalOperation | undefined {
  return normalizeDocument(document, ({ name }) => name === operation, { maxMs: 20_000 }).operations[0];
}
