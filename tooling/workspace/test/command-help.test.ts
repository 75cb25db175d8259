import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));

test.for([
  "test",
  "mock",
  "bench",
  "contract",
  "consumers",
  "release:rehearse",
  "release:version",
  "release:pack",
  "release:old-tests",
])("%s --help says how it is used instead of beginning", async (command) => {
  const { stdout, stderr } = await run(process.execPath, ["tooling/run.mjs", command, "--help"], { cwd: root });
  expect({ start: stdout.split(/[ \n]/u).slice(0, 2), stderr }).toEqual({ start: ["pnpm", command], stderr: "" });
});
