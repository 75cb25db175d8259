import { diffDocuments, type DocumentDiff } from "../../src/diff/diff-documents.ts";
import { checkDocument, type JsonObject, type OpenApiDocument } from "@just-one/document";
import { buryRemoved } from "../../src/tombstones/bury-removed.ts";
import { noTombstones } from "../../src/tombstones/read-tombstones.ts";
import { softenChanges } from "../../src/tombstones/soften-changes.ts";
import type { Tombstones } from "../../src/tombstones/tombstone.ts";

/** Checks a document as one that was read. */
export function check(document: JsonObject): OpenApiDocument {
  return checkDocument(structuredClone(document), { file: "document", keywords: "strict" });
}

/** What `spec update` makes of two documents, up to building. */
export function bury(
  one: JsonObject,
  other: JsonObject,
  { existing = noTombstones, today = "2026-07-23" }: { existing?: Tombstones; today?: string } = {},
): { buried: Tombstones; diff: DocumentDiff } {
  const [before, after] = [check(one), check(other)];
  const buried = buryRemoved({ before, after, existing, today });
  return { buried, diff: softenChanges(diffDocuments(before, after), { after, tombstones: buried.tombstones }) };
}
