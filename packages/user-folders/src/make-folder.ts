import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it that are missing. Node's own way to do that never ends where none can be made, as below `/proc`.
 *
 * @throws the system's error
 */
export function makeFolder(path: string, mode?: number): void {
  const missing: string[] = [];
  let found = resolve(path);
  for (; !existsSync(found) && dirname(found) !== found; found = dirname(found)) missing.unshift(found);
  if (missing.length === 0 && !statSync(found).isDirectory())
    throw Object.assign(new Error(found), { code: "ENOTDIR" });
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error; // another process was first
    }
  }
}
