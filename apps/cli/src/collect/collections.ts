import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { RunPlan } from "@just-one/collector";
import type { UsageRow } from "@just-one/core";
import { makeFolder } from "@just-one/user-folders/make-folder";

/** A run that this user has collected, and what it had spent when it was last looked at. */
export interface KnownCollection {
  /** An absolute path. */
  readonly folder: string;
  /** As `nameRun` has it: a folder may hold another one by now. */
  readonly run: string;
  readonly rows: readonly UsageRow[];
}

/** Tells a run from all others; its id holds whole seconds. */
export function nameRun({ id, createdAt }: RunPlan): string {
  return `${id} ${createdAt}`;
}

/** Keeps a collection in this user's data, so that the account of all commands knows of it, also once its folder is gone. */
export function keepCollection(dataFolder: string, { folder, run, rows }: KnownCollection): void {
  const known: KnownCollection = { folder: resolve(folder), run, rows };
  const name = createHash("sha256").update(`${known.folder}\n${run}`).digest("hex").slice(0, 32);
  const folderOfAll = join(dataFolder, collectionsFolder);
  makeFolder(folderOfAll, 0o700);
  const part = join(folderOfAll, `${name}.${randomUUID()}.part`);
  writeFileSync(part, JSON.stringify(known), { mode: 0o600 });
  renameSync(part, join(folderOfAll, `${name}.json`));
}

/** All that this user has collected; a file that cannot be read is left out. */
export function listCollections(dataFolder: string): readonly KnownCollection[] {
  const folder = join(dataFolder, collectionsFolder);
  return listNames(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => readKnown(join(folder, name)) ?? []);
}

const collectionsFolder = "collections";

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return []; // nothing was collected yet
  }
}

function readKnown(file: string): KnownCollection | undefined {
  try {
    const known = JSON.parse(readFileSync(file, "utf8")) as Partial<KnownCollection> | null; // looked at below
    const { folder, run, rows } = known ?? {};
    return typeof folder === "string" && typeof run === "string" && Array.isArray(rows)
      ? { folder, run, rows }
      : undefined;
  } catch {
    return undefined;
  }
}
