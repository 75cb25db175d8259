import type { HandOver } from "./hand-over.ts";
import { lookAtGenerated } from "./look-at-generated.ts";
import { readBump, readChangeset } from "./path-rules.ts";
import type { Proposal } from "./pull-request.ts";
import { actsOnPages, showSummary } from "./show-summary.ts";

/** What a description is made from, besides what was handed over. */
export interface Known {
  /** A file as it is on main; `undefined` where there is none. */
  readonly readBefore: (path: string) => Promise<string | undefined>;
  readonly runUrl: string;
}

/** What a pull request says, before it is known where. */
export type Description = Omit<Proposal, "repository" | "branch" | "commit">;

const levels = ["none", "patch", "minor", "major"] as const;

/**
 * Tells an update of the vendor's document. It may merge by itself when it breaks no caller, passed its tests, is not the
 * first document, and when the files that are code hold nothing that a person should see first.
 * @throws Error for one without changesets, which would reach nobody
 */
export async function describeUpdate(handOver: HandOver, { readBefore, runUrl }: Known): Promise<Description> {
  const { tests, summary, files } = handOver;
  const bumps = files.map(({ text }) => levels.indexOf(readBump(text) ?? "none"));
  const level = levels[Math.max(...bumps)] ?? "none";
  if (level === "none") throw new Error("files were handed over, and no changeset that says what they mean");
  const isBreaking = level === "major";
  const reasons = isBreaking ? ["It breaks callers: a person decides when it is released."] : [];
  if (/"placeholder": true/u.test((await readBefore("openapi/openapi.lock.json")) ?? "")) {
    reasons.push("It is the vendor's first document here: look at the servers, the envelope and the operations.");
  }
  // A changeset's words go into changelogs and release notes.
  if ([summary, ...files.map(({ text }) => readChangeset(text))].some(actsOnPages)) {
    reasons.push("A person looks first: the words hold links, mentions or references, which ours never do.");
  }
  for (const { path, text } of files) {
    if (text === null || !path.endsWith(".ts")) continue;
    const found = lookAtGenerated({ path, before: await readBefore(path), after: text });
    reasons.push(...found.map((sentence) => `A person looks first: ${sentence}.`));
  }
  const told = isBreaking ? [] : ["It breaks no caller's code."];
  return {
    title: `Update to the vendor's document (${level})`,
    body: `${showSummary(summary)}\n---\n\n${[...told, ...reasons].join(" ")} All tests ${tests} ([run](${runUrl})).\n`,
    labels: [
      `spec:${level}`,
      ...(reasons.length > 0 ? ["needs a person"] : []),
      ...(tests === "passed" ? [] : ["tests failed"]),
    ],
    merges: reasons.length === 0 && tests === "passed",
  };
}

/** Tells which versions come next. Merging it releases, so that is always for a person. */
export async function describeVersions({ files }: HandOver, { runUrl }: Known): Promise<Description> {
  const lines = files.flatMap(({ path, text }) => {
    const version = /^ {2}"version": "(\d+\.\d+\.\d+)",$/mu.exec(
      path.endsWith("/package.json") ? (text ?? "") : "",
    )?.[1];
    return version === undefined ? [] : [`- \`${path.replace(/\/package\.json$/u, "")}\` ${version}`];
  });
  const end = `What is new stands in each CHANGELOG.md here. Merging this releases it ([run](${runUrl})).`;
  return { title: "Release", body: `${lines.join("\n")}\n\n${end}\n`, labels: [], merges: false };
}
