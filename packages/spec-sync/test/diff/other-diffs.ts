import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { apiCompare } from "api-smart-diff";
import type { JsonObject } from "@just-one/document";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const redocly = join(dirname(require.resolve("@redocly/cli/package.json")), "lib/index.js");
const host = fileURLToPath(new URL("redocly-host.ts", import.meta.url));

/** Tells whether `api-smart-diff` calls a change breaking. */
export function isBreakingToSmartDiff(before: JsonObject, after: JsonObject): boolean {
  // It completes the documents it is given in place.
  const { diffs } = apiCompare(structuredClone(before), structuredClone(after));
  return diffs.some(({ type }) => type === "breaking");
}

/** Tells of each change whether `redocly diff` calls it major. */
export async function findBreakingToRedocly(
  changes: readonly { before: JsonObject; after: JsonObject }[],
): Promise<boolean[]> {
  const folder = await mkdtemp(join(tmpdir(), "spec-diff-opinion-"));
  try {
    for (const [index, { before, after }] of changes.entries()) {
      await writeFile(join(folder, `${index}.before.json`), JSON.stringify(before));
      await writeFile(join(folder, `${index}.after.json`), JSON.stringify(after));
    }
    await run(process.execPath, [host, redocly, folder, String(changes.length)], {
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      maxBuffer: 64 * 1024 * 1024,
    });
    return await Promise.all(changes.map((_change, index) => isMajor(join(folder, `${index}.report.json`))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isMajor(file: string): Promise<boolean> {
  const report: unknown = JSON.parse(await readFile(file, "utf8"));
  if (typeof report !== "object" || report === null || !("bump" in report)) throw new Error(`${file} says nothing`);
  return report.bump === "major";
}
