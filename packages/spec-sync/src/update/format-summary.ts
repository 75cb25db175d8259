import { joinMarkdown, type Markdown, writeMarkdown } from "@just-one/encoders";
import type { DocumentDiff } from "../diff/diff-documents.ts";
import { listBlocks } from "../diff/report/format-markdown.ts";
import { formatImpact } from "../impact/format-impact.ts";
import type { Impact } from "../impact/judge-impact.ts";
import { nameTombstone, type Tombstone } from "../tombstones/tombstone.ts";
import { nameSymbols } from "./name-symbols.ts";

/** What an update did. */
export interface UpdateStory {
  diff: DocumentDiff;
  /** All tombstones there are now. */
  tombstones: readonly Tombstone[];
  /** Those there were before. */
  known: readonly Tombstone[];
  /** Those that a major took away. */
  swept: readonly Tombstone[];
  /** What it means to each app and package of the project. */
  impacts?: readonly Impact[];
}

/** GitHub takes 65,536 characters for the text of a pull request. */
const maxLength = 60_000;

/** Tells an update to the people who call the API: by platform and operation, and what to do. Markdown. */
export function formatSummary(story: UpdateStory, limit: number = maxLength): Markdown {
  const [headline = writeMarkdown``, ...rest] = tellChanges(story.diff);
  const impact = formatImpact(story.impacts ?? []);
  const lead = impact === "" ? [] : [impact];
  const blocks = [headline, ...lead, ...tellTombstones(story), ...rest];
  return shorten(writeMarkdown`${joinMarkdown(blocks, writeMarkdown`\n\n`)}\n`, limit);
}

function tellChanges(diff: DocumentDiff): Markdown[] {
  if (diff.changes.length === 0) return [writeMarkdown`**major: callers have to act**`];
  return listBlocks(nameSymbols(diff));
}

function tellTombstones({ tombstones, known, swept }: UpdateStory): Markdown[] {
  const before = new Set(known.map(nameTombstone));
  const after = new Set(tombstones.map(nameTombstone));
  const fresh = tombstones.filter((tombstone) => !before.has(nameTombstone(tombstone)));
  const back = known.filter((tombstone) => !after.has(nameTombstone(tombstone)) && !swept.includes(tombstone));
  return [
    ...tell(fresh, writeMarkdown`gone; still in the types, deprecated, and refused at run time until the next major`),
    ...tell(back, writeMarkdown`back again, and no longer deprecated by us`),
    ...tell(swept, writeMarkdown`taken out of the types for good; code that still names it no longer compiles`),
  ];
}

function tell(tombstones: readonly Tombstone[], what: Markdown): Markdown[] {
  if (tombstones.length === 0) return [];
  const operations = tombstones.filter(({ parameter }) => parameter === undefined).length;
  const parameters = tombstones.length - operations;
  const counts = [count(operations, writeMarkdown`operation`), count(parameters, writeMarkdown`parameter`)].filter(
    (text) => text !== "",
  );
  return [writeMarkdown`${joinMarkdown(counts, writeMarkdown` and `)} ${what}.`];
}

function count(number: number, noun: Markdown): Markdown {
  return number === 0
    ? writeMarkdown``
    : writeMarkdown`${number} ${noun}${number === 1 ? writeMarkdown`` : writeMarkdown`s`}`;
}

/** Cuts between lines, and says how many are missing. */
function shorten(text: Markdown, limit: number): Markdown {
  if (text.length <= limit) return text;
  const room = limit - 100;
  // Safe: nothing in Markdown of ours goes on over a line's end.
  const kept = text.slice(0, text.lastIndexOf("\n", room)) as Markdown;
  const missing = text.slice(kept.length).trim().split("\n").length;
  return writeMarkdown`${kept}\n\n… and ${missing} more lines; \`pnpm spec diff\` of both documents tells all.\n`;
}
