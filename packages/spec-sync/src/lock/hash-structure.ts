import { createHash } from "node:crypto";
import { canonicalizeDocument, type OpenApiDocument, stringifyJson } from "@just-one/document";

/** Digests what callers depend on: the same for documents that differ in prose, `x-…` or order only. */
export function hashStructure(document: OpenApiDocument): string {
  const structure = canonicalizeDocument(document, { prose: "drop" });
  return createHash("sha256").update(stringifyJson(structure)).digest("hex");
}
