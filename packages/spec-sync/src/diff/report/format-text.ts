import { arrangeChanges, countPatches } from "./arrange-changes.ts";
import type { ChangeWords } from "./describe-change.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import { summariseDiff } from "./summarise-diff.ts";

/** Writes a diff as plain text for a terminal. */
export function formatText(diff: DocumentDiff): string {
  const lines = [summariseDiff(diff)];
  for (const { level, count, groups } of arrangeChanges(diff)) {
    lines.push("", `${level.toUpperCase()} (${count})`);
    for (const { title, entries } of groups) {
      lines.push("", `  ${title}`);
      for (const entry of entries) {
        lines.push(`    ${entry.title}`, ...entry.changes.map((change) => `      - ${formatChange(change)}`));
        if (entry.note !== "") lines.push(`      in ${entry.note}`);
      }
    }
  }
  const patches = countPatches(diff);
  if (patches.length > 0) lines.push("", "PATCH", "", ...patches.map((line) => `  ${line}`));
  return `${lines.join("\n")}\n`;
}

function formatChange({ where, what, before, after, action }: ChangeWords): string {
  const place = where === "" ? "" : `${where}: `;
  const sides = before !== null && after !== null ? ` (${before} -> ${after})` : formatOneSide(before ?? after);
  return `${place}${what}${sides}${action === "" ? "" : `. ${action}`}`;
}

function formatOneSide(side: string | null): string {
  return side === null ? "" : ` (${side})`;
}
