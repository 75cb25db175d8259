import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasErrorCode } from "../has-error-code.ts";
import { SpecError } from "../spec-error.ts";
import { journalName, parseJournal } from "./journal.ts";

/** Puts the files of a run in their places if its journal stands, and removes what is left of it either way. */
export async function finishRun(folder: string, root: string): Promise<void> {
  const journal = join(folder, journalName);
  const text = await readFile(journal, "utf8").catch((error: unknown) => {
    if (hasErrorCode(error) && error.code === "ENOENT") return undefined;
    throw new SpecError(`${journal}: cannot be read; check its permissions`);
  });
  for (const [index, target] of (text === undefined ? [] : parseJournal(text, journal)).entries()) {
    await putInPlace(join(folder, String(index)), join(root, target));
  }
  await rm(folder, { recursive: true, force: true });
}

async function putInPlace(staged: string, target: string): Promise<void> {
  try {
    await rename(staged, target);
  } catch (error) {
    const code = hasErrorCode(error) ? error.code : "unknown error";
    // It was put in place before the run was killed.
    if (code === "ENOENT") return;
    throw new SpecError(`${target}: cannot be written (${code}); mend that and run again to finish`);
  }
}
