import { createHash, randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { JsonObject } from "@just-one/document";
import { checkCatalog } from "@just-one/document/check-catalog";
import { checkProse } from "@just-one/document/check-prose";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { makeFolder } from "@just-one/user-folders/make-folder";
import { nameDataHome } from "../session/data-home.ts";
import type { Terminal } from "../terminal.ts";
import { type KeptCatalog, keptVersion } from "./kept-catalog.ts";
import { nameReason } from "./name-reason.ts";
import { parseObject } from "./parse-object.ts";

/** Where the pulled catalog of this user is. */
export function nameKeptFile(environment: Terminal["environment"]): string {
  return join(nameDataHome(environment), "catalog.json");
}

/**
 * Keeps a catalog instead of the one before: whole, or not at all, and for this user only.
 *
 * @throws CliError when it cannot be written
 */
export async function writeKept(kept: Omit<KeptCatalog, "sha256">, file: string): Promise<void> {
  const part = `${file}.${randomUUID()}.part`;
  const whole: KeptCatalog = { ...kept, sha256: hash(kept.document) };
  try {
    makeFolder(dirname(file), 0o700);
    await using handle = await open(part, "wx", 0o600);
    await handle.writeFile(JSON.stringify(whole));
    await handle.sync();
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new CliError(
      `cannot keep the catalog in ${file} (${nameReason(error)}); nothing was changed`,
      exitCodes.failed,
    );
  }
}

/** The pulled catalog, or why there is none that can be used; nothing where none was pulled. */
export type KeptFinding = { readonly kept?: KeptCatalog; readonly problem?: string };

/** Reads the pulled catalog. Costs one file and no look at the document. */
export async function readKept(file: string): Promise<KeptFinding> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const reason = nameReason(error);
    return reason === "ENOENT" || reason === "ENOTDIR" ? {} : { problem: `cannot be read (${reason})` };
  }
  try {
    return readText(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: "is damaged" };
    if (error instanceof Error && error.name === "DocumentError") return { problem: `is damaged (${error.message})` };
    throw error;
  }
}

function readText(text: string): KeptFinding {
  const value = parseObject(text);
  if (value === undefined) return { problem: "is damaged" };
  const { version } = value;
  if (typeof version === "number" && version > keptVersion) return { problem: "was written by a newer just-one" };
  if (!isKept(value)) return { problem: "is damaged" };
  if (hash(value.document) !== value.sha256)
    return { problem: "is damaged (its document is not the one that was pulled)" };
  return {
    kept: { ...value, catalog: checkCatalog(value["catalog"] ?? null), prose: checkProse(value["prose"] ?? null) },
  };
}

function isKept(value: JsonObject): value is JsonObject & Omit<KeptCatalog, "catalog" | "prose"> {
  const { version, pulledAt, source, sha256, document } = value;
  return (
    version === keptVersion &&
    typeof pulledAt === "string" &&
    !Number.isNaN(Date.parse(pulledAt)) &&
    [source, sha256, document].every((text) => typeof text === "string")
  );
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
