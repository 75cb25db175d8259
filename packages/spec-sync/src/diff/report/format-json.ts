import { sortKeys } from "../support/canonical-json.ts";
import type { DocumentDiff } from "../diff-documents.ts";

/** Writes a diff as the JSON that is promised: level and changes, each change on its own lines. */
export function formatJson({ level, changes }: DocumentDiff): string {
  const shown = changes.map(({ kind, level: ownLevel, operation, where, before, after }) => ({
    kind,
    level: ownLevel,
    operation,
    where,
    before: sortKeys(before),
    after: sortKeys(after),
  }));
  return `${JSON.stringify({ level, changes: shown }, null, 2)}\n`;
}
