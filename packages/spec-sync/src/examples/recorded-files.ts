import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareText } from "@just-one/document";
import { isExactObject, parseExactJson } from "../infer/exact-json.ts";

/** An example that is already in the folder. */
export interface RecordedFile {
  file: string;
  /** As the vendor wrote it; absent in an example that was recorded by hand. */
  checkedAt: string | undefined;
}

/** Lists the examples of a folder by their operation. A folder that is missing holds none; what is no example is left alone. */
export async function listRecordedFiles(folder: string): Promise<Map<string, RecordedFile>> {
  const names = await readdir(folder).catch(() => []);
  const recorded = new Map<string, RecordedFile>();
  for (const name of names.filter((one) => one.endsWith(".json")).toSorted(compareText)) {
    const file = join(folder, name);
    const { operation, checkedAt } = parseRecord(await readFile(file, "utf8"));
    if (typeof operation !== "string" || recorded.has(operation)) continue;
    recorded.set(operation, { file, checkedAt: typeof checkedAt === "string" ? checkedAt : undefined });
  }
  return recorded;
}

function parseRecord(text: string): { operation?: unknown; checkedAt?: unknown } {
  try {
    const value = parseExactJson(text);
    return isExactObject(value) ? value : {};
  } catch {
    return {};
  }
}
