import type { DocumentDiff } from "../diff/diff-documents.ts";

/**
 * Renames the places of a diff to what callers type: a parameter has its flat name wherever it travels, and a reply is
 * what `data` holds.
 */
export function nameSymbols(diff: DocumentDiff): DocumentDiff {
  return { ...diff, changes: diff.changes.map((change) => ({ ...change, where: nameSymbol(change.where) })) };
}

function nameSymbol(where: string): string {
  return where
    .replace(/^(?:query|path|body application\/x-www-form-urlencoded)\.(?=.)/u, "")
    .replace(/^reply 2\d\d [^ .]+\.(?=data\b)/u, "");
}
