import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { hasErrorCode } from "../has-error-code.ts";
import { SpecError } from "../spec-error.ts";
import { finishRun } from "./finish-run.ts";
import { isRunAlive, type Workplace } from "./journal.ts";

/**
 * Brings a project into one state after runs that were killed: with a journal all files become the new ones, without
 * one they stay the old ones. Does nothing where nothing is pending.
 *
 * @throws SpecError when another run is writing, or naming the file that cannot be put in its place.
 */
export async function recoverFiles({ root, pending }: Workplace): Promise<void> {
  for (const run of await listRuns(pending)) {
    if (isRunAlive(run)) throw new SpecError(describeOther(pending, run));
    await finishRun(join(pending, run), root);
  }
}

/** Lists the runs that are writing, or were killed while they were. */
export async function listRuns(pending: string): Promise<string[]> {
  try {
    return (await readdir(pending)).toSorted();
  } catch (error) {
    if (hasErrorCode(error) && error.code === "ENOENT") return [];
    throw new SpecError(`${pending}: cannot be read; check its permissions`);
  }
}

/** Tells of another run that is writing. */
export function describeOther(pending: string, run: string): string {
  const [pid = ""] = run.split("-");
  return `${join(pending, run)}: another run (process ${pid}) is writing; wait for it, or delete that folder if it is none`;
}
