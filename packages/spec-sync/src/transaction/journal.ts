import { isJsonObject, parseJson } from "@just-one/document";
import { randomBytes } from "node:crypto";
import { isAbsolute, normalize, sep } from "node:path";
import { SpecError } from "../spec-error.ts";

/** Where files are written, and where they wait until all of them are ready. */
export interface Workplace {
  /** The project. */
  root: string;
  /** A folder on the same disk with a folder for each run that is writing, or was killed while it was. */
  pending: string;
}

/** Its presence decides that what waits beside it becomes the new state. */
export const journalName = "journal.json";

/** Names the folder of a run, unlike any other, after its process. */
export function nameRun(): string {
  return `${process.pid}-${randomBytes(6).toString("hex")}`;
}

/** Tells whether the process of a run still lives. */
export function isRunAlive(name: string): boolean {
  try {
    return process.kill(Number.parseInt(name, 10), 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Writes a journal: the targets of the files `0`, `1`, … beside it, relative to the project. */
export function formatJournal(targets: readonly string[]): string {
  return `${JSON.stringify({ targets }, null, 2)}\n`;
}

/**
 * Reads a journal.
 *
 * @throws SpecError for one that would write outside of the project.
 */
export function parseJournal(text: string, file: string): string[] {
  const value = parseJson(text, file);
  const targets = isJsonObject(value) ? value["targets"] : undefined;
  if (!Array.isArray(targets)) throw new SpecError(`${file}: no journal of ours; look at it, then delete its folder`);
  return targets.map((target) => {
    const isInside = typeof target === "string" && !isAbsolute(target) && normalize(target).split(sep)[0] !== "..";
    if (!isInside)
      throw new SpecError(`${file}: names a file outside of the project; look at it, then delete its folder`);
    return target;
  });
}
