import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The operations that a folder of examples tells of. */
export async function readExampleOperations(folder: string): Promise<ReadonlySet<string>> {
  const files = globSync("*.json", { cwd: folder });
  const operations = await Promise.all(
    files.map(async (file) => {
      // Safe: the player has refused the folder if a file is no example.
      return (JSON.parse(await readFile(join(folder, file), "utf8")) as { operation: string }).operation;
    }),
  );
  return new Set(operations);
}
