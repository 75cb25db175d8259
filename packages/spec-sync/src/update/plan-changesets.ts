import { createHash } from "node:crypto";
import { join } from "node:path";
import { encodeYaml } from "@just-one/encoders";
import { type Level, levels } from "../diff/level.ts";
import { summariseDiff } from "../diff/report/summarise-diff.ts";
import type { PlannedFile } from "../write-files.ts";
import { formatSummary, type UpdateStory } from "./format-summary.ts";

/** The packages whose callers type operations and parameters, and from which level on that concerns them. */
const affected: readonly { name: string; from: Level }[] = [
  // Words stand in its types and in its copy of the document.
  { name: "@just-one/api", from: "patch" },
  // Its calls take the operations of the api; a dependency's own bump would tell its callers nothing.
  { name: "@just-one/core", from: "minor" },
];

/** A changelog is read, a pull request is studied. */
const maxLength = 12_000;

/**
 * Plans one changeset for each affected package. Their names come from both documents, so the same step always has the
 * same files.
 */
export function planChangesets(
  story: UpdateStory,
  { folder, texts }: { folder: string; texts: readonly string[] },
): PlannedFile[] {
  const { level } = story.diff;
  if (level === "none") return [];
  const digest = createHash("sha256")
    .update(JSON.stringify([texts, story.swept]))
    .digest("hex")
    .slice(0, 12);
  const headline =
    story.swept.length > 0 && story.diff.changes.length === 0
      ? "What the vendor removed earlier is gone from the types"
      : `The vendor's document changed. ${summariseDiff(story.diff)}`;
  const details = dropHeadline(formatSummary(story, maxLength)).replaceAll(/^#{2,} (.*)$/gmu, "**$1**");
  return affected
    .filter(({ from }) => levels.indexOf(level) >= levels.indexOf(from))
    .map(({ name, from }) => ({
      path: join(folder, `spec-${digest}-${name.replace(/^.*\//u, "")}.md`),
      text: `---\n${encodeYaml(name)}: ${level}\n---\n\n${headline}.\n\n${from === "patch" ? details : pointer}`,
    }));
}

/** The changeset says it in its own first line, which changelogs of dependents quote. */
function dropHeadline(summary: string): string {
  return summary.slice(summary.indexOf("\n\n") + 2);
}

const pointer = "What changed, operation by operation, stands in the changelog of `@just-one/api`.\n";
