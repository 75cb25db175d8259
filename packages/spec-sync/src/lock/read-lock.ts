import { isJsonObject } from "@just-one/document";
import { readJsonFile } from "../document/read-json-file.ts";
import { fileExists } from "../file-exists.ts";
import { hashText } from "./create-lock.ts";
import type { Lock } from "./lock.ts";

type KnownLock = Pick<Lock, "source" | "date" | "etag" | "lastModified" | "placeholder">;

/** Reads a lock as far as it speaks of this very text; undefined where there is none, or it is of another one. */
export async function readLock(path: string, text: string): Promise<KnownLock | undefined> {
  if (!(await fileExists(path))) return undefined;
  const { value } = await readJsonFile(path);
  if (!isJsonObject(value) || value["sha256"] !== hashText(text)) return undefined;
  const { source, date, etag, lastModified, placeholder } = value;
  if (typeof source !== "string" || typeof date !== "string") return undefined;
  return {
    source,
    date,
    ...(typeof etag === "string" ? { etag } : {}),
    ...(typeof lastModified === "string" ? { lastModified } : {}),
    ...(placeholder === true ? { placeholder } : {}),
  };
}
