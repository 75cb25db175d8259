import { execFile } from "node:child_process";
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readTaskGraph } from "./support/read-task-graph.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));
let copy: string;

// A copy of what git tracks, so that a file can be changed while others use the checkout.
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "just-one-graph-"));
  const { stdout } = await run("git", ["ls-files", "-z"], { cwd: root, maxBuffer: 1e8 });
  const files = stdout.split("\0").filter((file) => file !== "");
  await Promise.all(files.map((file) => cp(join(root, file), join(copy, file)).catch(ignoreMissing)));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error; // tracked, but deleted and not committed yet
}

async function readHashes(): Promise<Map<string, string>> {
  const tasks = ["build", "typecheck", "test", "check", "check:package", "//#lint", "//#format:check", "//#unused"];
  const graph = await readTaskGraph(copy, tasks);
  return new Map([...graph.values()].flatMap(({ id, hash, isReal }) => (isReal ? [[id, hash]] : [])));
}

async function listRerun(change: () => Promise<void>): Promise<string[]> {
  const before = await readHashes();
  await change();
  const after = await readHashes();
  return [...after].filter(([task, hash]) => before.get(task) !== hash).map(([task]) => task);
}

test("a changed overlay reruns what runs `spec build`, and nothing that only reads what was generated", async () => {
  const overlay = join(copy, "openapi/overlays/30-author-spread-info.overlay.yaml");
  const rerun = await listRerun(() => appendFile(overlay, "# a remark\n"));
  const builders = ["bench", "contract", "core", "spec-sync"].map((name) => `@just-one/${name}#test`);
  expect(rerun.toSorted()).toEqual(["//#format:check", "@just-one/spec-sync#check", ...builders].toSorted());
});

test("a changed built document reruns whatever reads it, in its sources or in those it uses", async () => {
  const rerun = await listRerun(() => appendFile(join(copy, "openapi/dist/openapi.json"), "\n"));
  for (const name of ["api", "testing", "cli", "core", "dashboard", "contract", "examples"]) {
    expect(rerun).toContain(`@just-one/${name}#test`);
  }
  expect(rerun).toContain("@just-one/api#build");
});

test("changed generated types rerun the packages and apps that use them, and leave spec-sync's types alone", async () => {
  const rerun = await listRerun(() => appendFile(join(copy, "packages/api/src/generated/operations.ts"), "\n"));
  for (const name of ["api", "core", "testing", "cli"]) expect(rerun).toContain(`@just-one/${name}#test`);
  expect(rerun).toContain("@just-one/spec-sync#check");
  expect(rerun).not.toContain("@just-one/spec-sync#typecheck");
});

test("a changed README reruns no package's build or test but the workspace's own", async () => {
  const rerun = await listRerun(() => appendFile(join(copy, "CONTRIBUTING.md"), "\n"));
  expect(rerun.filter((task) => task.endsWith("#build") || task.endsWith("#test"))).toEqual([
    "@just-one/workspace#test",
  ]);
});
