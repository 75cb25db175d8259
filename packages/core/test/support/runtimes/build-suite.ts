import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { build } from "tsdown";
import { afterAll, onTestFinished } from "vitest";

const core = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Builds core as it is published, whatever stands in `dist`, in a folder that goes with the test or, where `goes` says so,
 * with all tests of the file; returns the folder.
 * It stands in this package because the built files look for their dependencies from there.
 */
export async function buildCore(
  options: { readonly dts: boolean },
  goes: (remove: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  await mkdir(join(core, "test-results"), { recursive: true });
  const folder = await mkdtemp(join(core, "test-results", "built-"));
  goes(() => rm(folder, { recursive: true, force: true }));
  await build({ cwd: core, outDir: folder, logLevel: "error", ...(options.dts ? {} : { dts: false }) });
  return folder;
}

/** Bundles suite and matrix with the built core: scripts for a process, a browser and a worker. Returns their folder. */
export async function buildSuite(): Promise<string> {
  const built = await buildCore({ dts: false }, afterAll);
  const scripts = join(built, "scripts");
  const bundle = await rolldown({
    input: {
      client: join(built, "index.js"),
      "in-process": findFile("in-process.ts"),
      "in-browser": findFile("in-browser.ts"),
      "in-worker": findFile("in-worker.ts"),
    },
    platform: "neutral",
    resolve: { alias: { "@just-one/core": join(built, "index.js") }, conditionNames: ["@just-one/source", "import"] },
  });
  await bundle.write({ dir: scripts, format: "esm" });
  await bundle.close();
  return scripts;
}

function findFile(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
