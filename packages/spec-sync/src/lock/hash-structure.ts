import { createHash } from "node:crypto";
import { canonicalizeDocument } from "../document/canonicalize.ts";
import type { OpenApiDocument } from "../document/open-api.ts";

/** Digests what callers depend on: the same for documents that differ in prose, `x-…` or order only. */
export function hashStructure(document: OpenApiDocument): string {
  const structure = canonicalizeDocument(document, { prose: "drop" });
  return createHash("sha256").update(JSON.stringify(structure)).digest("hex");
}
