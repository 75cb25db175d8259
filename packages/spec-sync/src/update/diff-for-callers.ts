import { type OpenApiDocument, stringifyJson } from "@just-one/document";
import type { Change } from "../diff/change.ts";
import { diffDocuments, type DocumentDiff } from "../diff/diff-documents.ts";
import { type Level, maxLevel } from "../diff/level.ts";
import { restoreReturned } from "../tombstones/restore-returned.ts";
import type { Tombstones } from "../tombstones/tombstone.ts";

/** What a new document changes for those who type what is generated. */
export interface CallersDiff {
  diff: DocumentDiff;
  /** What they have now: the old document, with what comes back as our types kept it. */
  before: OpenApiDocument;
}

/**
 * Compares two documents. What comes back from under a tombstone is new to the document, but callers have had it all
 * along: what breaks them there is told, too.
 */
export function diffForCallers(
  current: OpenApiDocument,
  { next, existing }: { next: OpenApiDocument; existing: Tombstones },
): CallersDiff {
  const diff = diffDocuments(current, next);
  const before = restoreReturned(current, { after: next, existing });
  if (before === current) return { diff, before };
  const told = new Set(diff.changes.map(identifyChange));
  const breaking = diffDocuments(before, next).changes.filter(
    (change) => change.level === "major" && !told.has(identifyChange(change)),
  );
  const changes = [...breaking, ...diff.changes];
  return {
    diff: { ...diff, changes, level: changes.reduce<Level>((highest, { level }) => maxLevel(highest, level), "none") },
    before,
  };
}

function identifyChange({ kind, operation, where, before, after }: Change): string {
  return stringifyJson([kind, operation, where, before, after]);
}
