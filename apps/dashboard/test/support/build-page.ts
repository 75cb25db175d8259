import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Where the page was built for all files of a run; not set where none of them needs it. */
export const builtPageVariable = "DASHBOARD_BUILT_PAGE";

/** Builds the page into a folder of its own. */
export async function buildPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dashboard-page-"));
  const configFile = fileURLToPath(new URL("../../vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "error", build: { outDir: folder } });
  return folder;
}
