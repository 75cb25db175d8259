import { encodeWords, joinMarkdown, type Markdown, markdown, quoteCode } from "@just-one/encoders";
import { arrangeChanges, countPatches, type Entry } from "./arrange-changes.ts";
import type { ChangeWords } from "./describe-change.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import { summariseDiff } from "./summarise-diff.ts";

/** Writes a diff as Markdown for a pull request or a release note. */
export function formatMarkdown(diff: DocumentDiff): Markdown {
  return markdown`${joinMarkdown(
    listBlocks(diff),
    markdown`
\n\n
    `,
  )}\n`;
}

/** The blocks of a diff in Markdown, its one line first; an empty line goes between them. */
export function listBlocks(diff: DocumentDiff): Markdown[] {
  const blocks = [markdown`**${encodeWords(summariseDiff(diff))}**`];
  for (const { level, count, groups } of arrangeChanges(diff)) {
    blocks.push(level === "major" ? markdown`## Major (${count})` : markdown`## Minor (${count})`);
    for (const { title, entries } of groups) {
      blocks.push(markdown`### ${encodeWords(title)}`, joinLines(entries.map(formatEntry)));
    }
  }
  const patches = countPatches(diff);
  if (patches.length > 0) {
    blocks.push(
      markdown`
## Patch
      `,
      joinLines(patches.map((line) => markdown`- ${encodeWords(line)}`)),
    );
  }
  return blocks;
}

function formatEntry({ title, note, changes }: Entry): Markdown {
  const lines = changes.map((change) => markdown`  - ${formatChange(change)}`);
  const place = note === "" ? [] : [markdown`  - in ${quoteCode(note)}`];
  return joinLines([markdown`- ${quoteCode(title)}`, ...lines, ...place]);
}

function formatChange({ where, what, before, after, action }: ChangeWords): Markdown {
  const place = where === "" ? markdown`` : markdown`${quoteCode(where)}: `;
  const advice = action === "" ? markdown`` : markdown`. **${encodeWords(action)}**`;
  return markdown`${place}${encodeWords(what)}${formatSides(before, after)}${advice}`;
}

function formatSides(before: string | null, after: string | null): Markdown {
  if (before !== null && after !== null) return markdown` (${quoteCode(before)} → ${quoteCode(after)})`;
  const side = before ?? after;
  return side === null ? markdown`` : markdown` (${quoteCode(side)})`;
}

function joinLines(lines: readonly Markdown[]): Markdown {
  return joinMarkdown(
    lines,
    markdown`
\n
    `,
  );
}
