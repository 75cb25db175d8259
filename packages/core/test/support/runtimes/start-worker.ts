import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Miniflare } from "miniflare";
import { onTestFinished } from "vitest";

/** Starts `in-worker.ts` in workerd, for as long as the test runs; resolves to what sends it requests. */
export async function startWorker(
  scripts: string,
  vendor: string,
  compatibilityDate: string,
): Promise<(path: string, init?: { signal: AbortSignal }) => Promise<unknown>> {
  const names = (await readdir(scripts)).filter((name) => name.endsWith(".js") && !/in-(?:process|browser)/.test(name));
  const files = await Promise.all(
    names.map(async (path) => ({
      type: "ESModule" as const,
      path,
      contents: await readFile(join(scripts, path), "utf8"),
    })),
  );
  const worker = new Miniflare({
    compatibilityDate,
    // It prints a trace for every reply that is no HTTP, and the matrix has some on purpose.
    handleRuntimeStdio: (output: Readable, errors: Readable) => {
      output.resume();
      errors.resume();
    },
    modules: [
      {
        type: "ESModule",
        path: "main.js",
        contents: 'import "./vendor.js"; export { default } from "./in-worker.js";',
      },
      { type: "ESModule", path: "vendor.js", contents: `globalThis.vendor = ${JSON.stringify(vendor)};` },
      ...files,
    ],
  });
  onTestFinished(() => worker.dispose());
  await worker.ready;
  return async (path, init) => (await worker.dispatchFetch(`http://worker${path}`, init)).json();
}
