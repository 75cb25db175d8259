import { isJsonObject } from "@just-one/document";
import type { DocumentFile } from "../document/read-document.ts";
import { readJsonFile } from "../document/read-json-file.ts";
import { SpecError } from "../spec-error.ts";
import { createLock } from "./create-lock.ts";

/**
 * Checks that the lock was written for this very document, which nobody edits by hand.
 *
 * @throws SpecError naming the lock and the field that does not fit.
 */
export async function checkLock(file: DocumentFile, paths: { document: string; lock: string }): Promise<void> {
  const lock = await readJsonFile(paths.lock);
  const locked = isJsonObject(lock.value) ? lock.value : {};
  const { source, date } = locked;
  if (typeof source !== "string" || typeof date !== "string") {
    throw new SpecError(`${paths.lock}: "source" or "date" is missing; write it with pnpm spec pull`);
  }
  const expected = createLock(file, { source, date });
  for (const field of ["sha256", "structure", "operations"] as const) {
    if (locked[field] !== expected[field]) {
      throw new SpecError(`${paths.lock}: "${field}" does not fit ${paths.document}; write both with pnpm spec pull`);
    }
  }
}
