import { encodeWords, joinMarkdown, type Markdown, writeMarkdown, quoteCode } from "@just-one/encoders";
import { arrangeChanges, countPatches, type Entry } from "./arrange-changes.ts";
import type { ChangeWords } from "./describe-change.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import { summariseDiff } from "./summarise-diff.ts";

/** Writes a diff as Markdown for a pull request or a release note. */
export function formatMarkdown(diff: DocumentDiff): Markdown {
  return writeMarkdown`${joinMarkdown(listBlocks(diff), writeMarkdown`\n\n`)}\n`;
}

/** The blocks of a diff in Markdown, its one line first; an empty line goes between them. */
export function listBlocks(diff: DocumentDiff): Markdown[] {
  const blocks = [writeMarkdown`**${encodeWords(summariseDiff(diff))}**`];
  for (const { level, count, groups } of arrangeChanges(diff)) {
    blocks.push(level === "major" ? writeMarkdown`## Major (${count})` : writeMarkdown`## Minor (${count})`);
    for (const { title, entries } of groups) {
      blocks.push(writeMarkdown`### ${encodeWords(title)}`, joinLines(entries.map(formatEntry)));
    }
  }
  const patches = countPatches(diff);
  if (patches.length > 0) {
    blocks.push(writeMarkdown`## Patch`, joinLines(patches.map((line) => writeMarkdown`- ${encodeWords(line)}`)));
  }
  return blocks;
}

function formatEntry({ title, note, changes }: Entry): Markdown {
  const lines = changes.map((change) => writeMarkdown`  - ${formatChange(change)}`);
  const place = note === "" ? [] : [writeMarkdown`  - in ${quoteCode(note)}`];
  return joinLines([writeMarkdown`- ${quoteCode(title)}`, ...lines, ...place]);
}

function formatChange({ where, what, before, after, action }: ChangeWords): Markdown {
  const place = where === "" ? writeMarkdown`` : writeMarkdown`${quoteCode(where)}: `;
  const advice = action === "" ? writeMarkdown`` : writeMarkdown`. **${encodeWords(action)}**`;
  return writeMarkdown`${place}${encodeWords(what)}${formatSides(before, after)}${advice}`;
}

function formatSides(before: string | null, after: string | null): Markdown {
  if (before !== null && after !== null) return writeMarkdown` (${quoteCode(before)} → ${quoteCode(after)})`;
  const side = before ?? after;
  return side === null ? writeMarkdown`` : writeMarkdown` (${quoteCode(side)})`;
}

function joinLines(lines: readonly Markdown[]): Markdown {
  return joinMarkdown(lines, writeMarkdown`\n`);
}
