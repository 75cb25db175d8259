import { readFile } from "node:fs/promises";
import { buildOutputs } from "../build/build-outputs.ts";
import { readBuildInputs } from "../build/read-build-inputs.ts";
import { planFiles } from "../build/plan-files.ts";
import { checkLock } from "../lock/check-lock.ts";
import { type ProjectPaths, projectPaths } from "../project-paths.ts";
import { readOptions } from "../read-options.ts";
import { recoverFiles } from "../transaction/recover-files.ts";
import { tell } from "../tell.ts";
import type { PlannedFile } from "../write-files.ts";

/** `spec check`: fails, naming each file, when anything generated is not what `build` would write. */
export async function run(args: readonly string[], paths: ProjectPaths = projectPaths): Promise<number> {
  readOptions(args, []);
  await recoverFiles(paths);
  const inputs = await readBuildInputs(paths);
  await checkLock(inputs.file, paths);
  const files = planFiles(await buildOutputs(inputs), paths);
  const stale = (await Promise.all(files.map(describeStale))).filter((line) => line !== undefined);
  for (const line of stale) tell(`spec check: ${line}; run pnpm spec build`);
  if (stale.length > 0) return 1;
  tell(`spec check: ${files.length} generated files are current`);
  return 0;
}

async function describeStale({ path, text }: PlannedFile): Promise<string | undefined> {
  const current = await readFile(path, "utf8").catch(() => undefined);
  if (current === undefined) return `${path}: missing`;
  return current === text ? undefined : `${path}: not what build would write`;
}
