import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** Reads every file below a folder with the time of its last change, to prove that nothing was touched. */
export async function snapshotFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.toSorted().map(async (file) => {
      const { mtimeMs } = await stat(file);
      return [file, `${mtimeMs} ${await readFile(file, "utf8")}`] as const;
    }),
  );
  return Object.fromEntries(texts);
}
