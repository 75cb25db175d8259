import { findNewer } from "../pull/find-newer.ts";
import { readPullOptions } from "../pull/pull-options.ts";
import { readTwin } from "../pull/read-twin.ts";
import { refuseStops } from "../pull/refuse-stops.ts";
import { formatJson } from "../format-json.ts";
import { type ProjectPaths, projectPaths } from "../project-paths.ts";
import { tell } from "../tell.ts";
import { commitFiles } from "../transaction/commit-files.ts";
import { recoverFiles } from "../transaction/recover-files.ts";

/**
 * `spec pull [--from URL|FILE] [--accept-GUARD]`: writes the vendor's document, byte for byte, its lock and the words of
 * its Chinese twin; all or nothing. A document that changes nothing structural changes the lock only.
 */
export async function run(args: readonly string[], paths: ProjectPaths = projectPaths): Promise<number> {
  const { from, accepted } = readPullOptions(args, "pull");
  await recoverFiles(paths);
  const found = await findNewer(from, { paths, now: new Date(), verb: "pull" });
  if (found.kind !== "new") {
    const lock = found.kind === "same" ? found.lock : found.keptLock;
    await commitFiles([{ path: paths.lock, text: formatJson(lock) }], paths);
    const hint =
      found.kind === "same" ? "" : "; only words or extensions differ, and pnpm spec update takes those over";
    tell(`spec pull: nothing structural changed, ${lock.operations} operations${hint}`);
    return 0;
  }
  const { current, next, lock } = found;
  const isGuarded = current !== undefined && !found.isPlaceholder;
  if (isGuarded && refuseStops({ before: current, after: next }, { verb: "pull", accepted })) return 1;
  const chinese = await readTwin(from, next, "pull");
  await commitFiles(
    [
      { path: paths.document, text: next.text },
      { path: paths.lock, text: formatJson(lock) },
      ...(chinese === undefined ? [] : [{ path: paths.chinese, text: formatJson(chinese) }]),
    ],
    paths,
  );
  tell(`spec pull: ${lock.operations} operations from ${lock.source}`);
  return 0;
}
