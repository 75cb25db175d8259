import { access, constants, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { hasErrorCode } from "../has-error-code.ts";
import { SpecError } from "../spec-error.ts";
import { holdsText, type PlannedFile } from "../write-files.ts";
import { finishRun } from "./finish-run.ts";
import { formatJournal, journalName, nameRun, type Workplace } from "./journal.ts";
import { describeOther, listRuns, recoverFiles } from "./recover-files.ts";

/**
 * Writes files of a project so that a run that is killed at any point leaves all of them old or, at the next start, all
 * of them new: everything is on disk beside a journal before the first file changes, and whoever finds a journal
 * finishes it. A file that already holds its text is left alone.
 *
 * @throws SpecError naming the file that cannot be written, or when another run is writing.
 */
export async function commitFiles(files: readonly PlannedFile[], workplace: Workplace): Promise<void> {
  await recoverFiles(workplace);
  const changed: PlannedFile[] = [];
  for (const file of files) {
    await explain(file.path, async () => {
      if (await holdsText(file.path, file.text)) return;
      await checkTarget(file.path);
      changed.push(file);
    });
  }
  if (changed.length === 0) return;
  await finishRun(await stageRun(changed, workplace), workplace.root);
}

/** What would fail after the journal stands must fail before. */
async function checkTarget(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await access(dirname(path), constants.W_OK);
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw Object.assign(new Error("a folder stands there"), { code: "EISDIR" });
}

async function stageRun(files: readonly PlannedFile[], { root, pending }: Workplace): Promise<string> {
  const run = nameRun();
  const folder = join(pending, run);
  try {
    await explain(pending, () => mkdir(folder, { recursive: true }));
    for (const [index, { path, text }] of files.entries()) {
      await explain(path, () => writeFile(join(folder, String(index)), text, { flush: true, flag: "wx" }));
    }
    const targets = files.map(({ path }) => relative(resolve(root), resolve(path)));
    const draft = join(folder, `${journalName}.draft`);
    await explain(pending, () => writeFile(draft, formatJournal(targets), { flush: true, flag: "wx" }));
    const other = (await listRuns(pending)).find((name) => name !== run);
    if (other !== undefined) throw new SpecError(describeOther(pending, other));
    // From here on the new state is decided.
    await explain(pending, () => rename(draft, join(folder, journalName)));
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function explain(path: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = hasErrorCode(error) ? error.code : "unknown error";
    throw new SpecError(`${path}: cannot be written (${code}); nothing was changed`);
  }
}
