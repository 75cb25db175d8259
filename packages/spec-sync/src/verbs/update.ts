import { type ChineseWords, readChinese } from "../build/chinese-words.ts";
import { fileExists } from "../file-exists.ts";
import { formatJson } from "../format-json.ts";
import { type ProjectPaths, projectPaths } from "../project-paths.ts";
import { type Finding, findNewer } from "../pull/find-newer.ts";
import { readPullOptions } from "../pull/pull-options.ts";
import { readTwin } from "../pull/read-twin.ts";
import { refuseStops } from "../pull/refuse-stops.ts";
import { SpecError } from "../spec-error.ts";
import { print } from "../tell.ts";
import { readTombstones } from "../tombstones/read-tombstones.ts";
import { commitFiles } from "../transaction/commit-files.ts";
import { recoverFiles } from "../transaction/recover-files.ts";
import { diffForCallers } from "../update/diff-for-callers.ts";
import { planUpdate } from "../update/plan-update.ts";

/**
 * `spec update [--from URL|FILE] [--accept-GUARD] [--major]`: pulls, guards, classifies, builds and writes everything
 * with its changesets, all or nothing, and prints a summary. What callers could not notice is left alone, unsaid.
 */
export async function run(
  args: readonly string[],
  paths: ProjectPaths = projectPaths,
  now: Date = new Date(),
): Promise<number> {
  const { from, accepted, isMajor } = readPullOptions(args, "update");
  await recoverFiles(paths);
  const found = await findNewer(from, { paths, now, verb: "update" });
  const { current, next, lock } = chooseDocuments(found);
  const existing = await readTombstones(paths.tombstones);
  const { diff, before } = diffForCallers(current.document, { next: next.document, existing });
  const isSweep = isMajor && existing.tombstones.length + existing.codes.length > 0;
  // Whoever never had a twin need not hear each day that there is none.
  const asksTwin = found.kind !== "same" || (await fileExists(paths.chinese));
  const chinese = asksTwin ? await findNewWords(await readTwin(from, next, "update"), paths) : undefined;
  if (diff.level === "none" && !isSweep && found.kind === "same" && chinese === undefined) return 0;
  const isGuarded = found.kind === "new" && !found.isPlaceholder;
  if (isGuarded && refuseStops({ before: current, after: next, diff }, { verb: "update", accepted })) return 1;
  const plan = await planUpdate({ current, next, lock, chinese, diff, before, existing, isMajor, now }, paths);
  if (plan === undefined) return 0;
  await commitFiles(plan.files, paths);
  print(plan.summary);
  return 0;
}

/** The Chinese words, where they are others than the project has: they may be all that changed. */
async function findNewWords(words: ChineseWords | undefined, paths: ProjectPaths): Promise<ChineseWords | undefined> {
  if (words === undefined) return undefined;
  return formatJson(words) === formatJson(await readChinese(paths.chinese)) ? undefined : words;
}

function chooseDocuments(found: Finding): Pick<Parameters<typeof planUpdate>[0], "current" | "next"> & {
  lock: Finding["lock"];
} {
  const { current, lock } = found;
  if (current === undefined) throw new SpecError("there is no document to update; take one over with pnpm spec pull");
  return { current, next: found.kind === "same" ? current : found.next, lock };
}
