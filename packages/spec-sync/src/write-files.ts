import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { hasErrorCode } from "./has-error-code.ts";
import { SpecError } from "./spec-error.ts";

/** A file as it shall be. */
export interface PlannedFile {
  path: string;
  text: string;
}

/**
 * Writes all files or none: each goes to a temporary name beside its target, and only when all are on disk are they
 * renamed. A file that already holds the text is left alone, so its time stamp tells when it really changed.
 *
 * @throws SpecError naming the file that could not be written.
 */
export async function writeFiles(files: readonly PlannedFile[]): Promise<void> {
  const staged: { path: string; temporary: string }[] = [];
  try {
    for (const { path, text } of files) {
      // oxlint-disable-next-line no-await-in-loop -- in order, so that the first failure is the one told
      await explain(path, async () => {
        if (await holdsText(path, text)) return;
        const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
        await mkdir(dirname(path), { recursive: true });
        staged.push({ path, temporary });
        await writeFile(temporary, text, { flag: "wx" });
      });
    }
    for (const { path, temporary } of staged) {
      // oxlint-disable-next-line no-await-in-loop -- renames are instant, and their order is the order of the plan
      await explain(path, () => rename(temporary, path));
    }
  } finally {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
  }
}

/** Tells whether a file holds just this text. */
export async function holdsText(path: string, text: string): Promise<boolean> {
  try {
    return (await readFile(path, "utf8")) === text;
  } catch (error) {
    if (hasErrorCode(error) && error.code === "ENOENT") return false;
    throw error;
  }
}

async function explain(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const code = hasErrorCode(error) ? error.code : "unknown error";
    throw new SpecError(`${path}: cannot be written (${code}); nothing was changed`);
  }
}
