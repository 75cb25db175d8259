import type { DocumentDiff } from "../diff/diff-documents.ts";
import { formatMarkdown } from "../diff/report/format-markdown.ts";
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
export function formatSummary(story: UpdateStory, limit: number = maxLength): string {
  const [headline = "", ...rest] = tellChanges(story.diff).split("\n\n");
  const impact = formatImpact(story.impacts ?? [], (text) => `\`${text}\``);
  const lead = impact === "" ? [] : [impact];
  return shorten([headline, ...lead, ...tellTombstones(story), ...rest].join("\n\n"), limit);
}

function tellChanges(diff: DocumentDiff): string {
  if (diff.changes.length === 0) return "**major: callers have to act**\n\n";
  return formatMarkdown(nameSymbols(diff));
}

function tellTombstones({ tombstones, known, swept }: UpdateStory): string[] {
  const before = new Set(known.map(nameTombstone));
  const after = new Set(tombstones.map(nameTombstone));
  const fresh = tombstones.filter((tombstone) => !before.has(nameTombstone(tombstone)));
  const back = known.filter((tombstone) => !after.has(nameTombstone(tombstone)) && !swept.includes(tombstone));
  return [
    ...tell(fresh, "gone; still in the types, deprecated, and refused at run time until the next major"),
    ...tell(back, "back again, and no longer deprecated by us"),
    ...tell(swept, "taken out of the types for good; code that still names it no longer compiles"),
  ];
}

function tell(tombstones: readonly Tombstone[], what: string): string[] {
  if (tombstones.length === 0) return [];
  const operations = tombstones.filter(({ parameter }) => parameter === undefined).length;
  const parameters = tombstones.length - operations;
  const counts = [count(operations, "operation"), count(parameters, "parameter")].filter((text) => text !== "");
  return [`${counts.join(" and ")} ${what}.`];
}

function count(number: number, noun: string): string {
  return number === 0 ? "" : `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Cuts between lines, and says how many are missing. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = limit - 100;
  const kept = text.slice(0, text.lastIndexOf("\n", room));
  const missing = text.slice(kept.length).trim().split("\n").length;
  return `${kept}\n\n… and ${missing} more lines; \`pnpm spec diff\` of both documents tells all.\n`;
}
