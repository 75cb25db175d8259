import { joinShown, show, type TerminalText } from "@just-one/encoders";
import { arrangeChanges, countPatches } from "./arrange-changes.ts";
import type { ChangeWords } from "./describe-change.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import { summariseDiff } from "./summarise-diff.ts";

/** Writes a diff as plain text for a terminal. */
export function formatText(diff: DocumentDiff): TerminalText {
  const lines = [show`${summariseDiff(diff)}`];
  for (const { level, count, groups } of arrangeChanges(diff)) {
    lines.push(show``, show`${level.toUpperCase()} (${count})`);
    for (const { title, entries } of groups) {
      lines.push(show``, show`  ${title}`);
      for (const entry of entries) {
        lines.push(show`    ${entry.title}`, ...entry.changes.map((change) => show`      - ${formatChange(change)}`));
        if (entry.note !== "") lines.push(show`      in ${entry.note}`);
      }
    }
  }
  const patches = countPatches(diff);
  if (patches.length > 0) lines.push(show``, show`PATCH`, show``, ...patches.map((line) => show`  ${line}`));
  return joinShown([...lines, show``], show`\n`);
}

function formatChange({ where, what, before, after, action }: ChangeWords): string {
  const place = where === "" ? "" : `${where}: `;
  const sides = before !== null && after !== null ? ` (${before} -> ${after})` : formatOneSide(before ?? after);
  return `${place}${what}${sides}${action === "" ? "" : `. ${action}`}`;
}

function formatOneSide(side: string | null): string {
  return side === null ? "" : ` (${side})`;
}
