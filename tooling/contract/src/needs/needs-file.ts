import { readFile, rename, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { isObject } from "../is-object.ts";
import type { Needs } from "./needs.ts";

/** The file of a consumer's needs. */
export function nameNeedsFile(folder: string): string {
  return join(folder, "operations.json");
}

/** The text of a consumer's `operations.json`, as the project's formatter leaves it: short lists on one line. */
export function formatNeeds(needs: Needs): string {
  const text = JSON.stringify(needs, null, 2);
  return `${text.replaceAll(/^( *"\w+": )\[\n((?: *".*"(?:,|$)\n?)+) *\](,?)$/gm, joinShortList)}\n`;
}

const maxWidth = 120;

function joinShortList(list: string, key: string, items: string, comma: string): string {
  const line = `${key}[${items.trim().replaceAll(/\n */g, " ")}]${comma}`;
  return line.length <= maxWidth ? line : list;
}

/** Reads a consumer's needs. @throws Error that says how to make the file when it is missing or none */
export async function readNeeds(folder: string): Promise<Needs> {
  const file = nameNeedsFile(folder);
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    // Safe enough: the program that is told to run below writes this shape, and `check` compares it with what it would write.
    if (isObject(value) && isObject(value["operations"])) return value as unknown as Needs;
  } catch {
    // Told below, as for a file of another shape.
  }
  throw new Error(
    `${relative(process.cwd(), file)}: missing, or not as collected; run pnpm contract collect (it lists operations as the keys of "operations")`,
  );
}

/** Writes a consumer's needs, whole or not at all. */
export async function writeNeeds(folder: string, needs: Needs): Promise<void> {
  const file = nameNeedsFile(folder);
  await writeFile(`${file}.tmp`, formatNeeds(needs));
  await rename(`${file}.tmp`, file);
}
