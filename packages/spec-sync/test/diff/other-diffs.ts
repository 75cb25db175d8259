import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { apiCompare } from "api-smart-diff";
import type { JsonObject } from "../../src/document/json-value.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const redocly = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");

/** Tells whether `api-smart-diff` calls a change breaking. */
export function isBreakingToSmartDiff(before: JsonObject, after: JsonObject): boolean {
  // It completes the documents it is given in place.
  const { diffs } = apiCompare(structuredClone(before), structuredClone(after));
  return diffs.some(({ type }) => type === "breaking");
}

/** Tells whether `redocly diff` calls a change major. */
export async function isBreakingToRedocly(before: JsonObject, after: JsonObject): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "spec-diff-opinion-"));
  try {
    const files = [join(folder, "before.json"), join(folder, "after.json")] as const;
    await writeFile(files[0], JSON.stringify(before));
    await writeFile(files[1], JSON.stringify(after));
    const { stdout } = await run(
      process.execPath,
      [redocly, "diff", ...files, "--format", "json", "--fail-on", "none"],
      {
        env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const report: unknown = JSON.parse(stdout);
    return typeof report === "object" && report !== null && "bump" in report && report.bump === "major";
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
