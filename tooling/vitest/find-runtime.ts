import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Finds a program in `JUST_ONE_RUNTIMES_DIR`, where `.ci/run` installs them (`bun`, `deno`, `node22`, `node26`), or on
 * the PATH; `undefined` when there is none.
 */
export function findRuntime(...names: readonly string[]): string | undefined {
  const folders = [process.env["JUST_ONE_RUNTIMES_DIR"], ...(process.env["PATH"] ?? "").split(delimiter)];
  const paths = folders.flatMap((folder) =>
    folder === undefined || folder === "" ? [] : names.map((name) => join(folder, name)),
  );
  return paths.find(isProgram);
}

/** The machine's Chromium, by whatever name; `undefined` when there is none. */
export function findChromium(): string | undefined {
  return findRuntime("chromium", "chromium-browser", "google-chrome");
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
