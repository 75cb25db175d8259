import { arrangeChanges, countPatches } from "./arrange-changes.ts";
import type { ChangeWords } from "./describe-change.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import { summariseDiff } from "./summarise-diff.ts";

/** Writes a diff as Markdown for a pull request or a release note. */
export function formatMarkdown(diff: DocumentDiff): string {
  const blocks = [`**${summariseDiff(diff)}**`];
  for (const { level, count, groups } of arrangeChanges(diff)) {
    blocks.push(`## ${level === "major" ? "Major" : "Minor"} (${count})`);
    for (const { title, entries } of groups) {
      blocks.push(`### ${escapeMarkdown(title)}`, entries.map(formatEntry).join("\n"));
    }
  }
  const patches = countPatches(diff);
  if (patches.length > 0) blocks.push("## Patch", patches.map((line) => `- ${line}`).join("\n"));
  return `${blocks.join("\n\n")}\n`;
}

function formatEntry({
  title,
  note,
  changes,
}: {
  title: string;
  note: string;
  changes: readonly ChangeWords[];
}): string {
  const lines = changes.map((change) => `  - ${formatChange(change)}`);
  const place = note === "" ? [] : [`  - in ${quoteCode(note)}`];
  return [`- ${quoteCode(title)}`, ...lines, ...place].join("\n");
}

function formatChange({ where, what, before, after, action }: ChangeWords): string {
  const place = where === "" ? "" : `${quoteCode(where)}: `;
  const [one, other] = [before, after].map((side) => (side === null ? "" : quoteCode(side)));
  const sides = before !== null && after !== null ? ` (${one} → ${other})` : formatOneSide(`${one}${other}`);
  return `${place}${what}${sides}${action === "" ? "" : `. **${action}**`}`;
}

function formatOneSide(side: string): string {
  return side === "" ? "" : ` (${side})`;
}

/** Sets text off as code, inside which Markdown and HTML mean nothing, with more backticks than it holds in a row. */
function quoteCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()<>#+!|&~@]/gu, (character) => `\\${character}`);
}
