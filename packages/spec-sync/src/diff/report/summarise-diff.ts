import type { DocumentDiff } from "../diff-documents.ts";

/** Says a diff in one line. */
export function summariseDiff({ level, changes }: DocumentDiff): string {
  if (level === "none") return "none: nothing that callers could notice has changed";
  const counts = (["major", "minor", "patch"] as const)
    .map((each) => ({ each, count: changes.filter((change) => change.level === each).length }))
    .filter(({ count }) => count > 0)
    .map(({ each, count }) => `${count} ${each}`);
  const meaning = { major: "callers have to act", minor: "callers may act", patch: "callers need not act" }[level];
  return `${level}: ${meaning}; ${counts.join(", ")} ${changes.length === 1 ? "change" : "changes"}`;
}
