import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { listOutsideReads } from "./support/list-outside-reads.ts";
import { listDeciding, readTaskGraph } from "./support/read-task-graph.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Files that name others without reading them in a task. */
const names: readonly (readonly [file: RegExp, why: string])[] = [
  [/^apps\/dashboard\/test\/screens\/draw-screens\.ts$/u, "draws the pictures of the documentation, by hand"],
  [/^tooling\/bench\/src\//u, "benchmarks are run by hand; what their types are counted from is an input"],
  [/^tooling\/release\/src\/(?:publish|rehearsal|old-tests)\//u, "files of a commit, of a release, or of a hand-over"],
  [/^tooling\/release\/test\/(?:hostile-hand-over|old-tests)\.test\.ts$/u, "files that are made up there"],
  [/^tooling\/workspace\/test\//u, "in copies of the whole repository, or as names in a list"],
];

test("what the code of a package reads outside of it makes the task run again that reads it", async () => {
  const { stdout } = await promisify(execFile)("git", ["ls-files", "-z"], { cwd: root, maxBuffer: 1e8 });
  const tracked = stdout.split("\0");
  const packages = await readPackages(tracked);
  const graph = await readTaskGraph(root, ["build", "test"]);
  const used = new Set(packages.flatMap(({ dependencies }) => dependencies));
  const stale: string[] = [];
  let count = 0;
  for (const { name, folder } of packages) {
    const files = tracked.filter((file) => file.startsWith(`${folder}/`));
    for (const { file, path } of listOutsideReads(root, { folder, files })) {
      count += 1;
      if (names.some(([known]) => known.test(file))) continue;
      const task = `${name}#${nameTask(file.slice(folder.length + 1), used.has(name))}`;
      const deciding = listDeciding(graph, task);
      const missing = tracked.filter((one) => (one === path || one.startsWith(`${path}/`)) && !deciding.has(one));
      if (missing.length > 0) stale.push(`${file} reads ${path}, and ${task} does not know`);
    }
  }
  expect(stale).toEqual([]);
  expect(count).toBeGreaterThan(50);
});

/** Sources count in all who use them. */
function nameTask(file: string, isUsed: boolean): string {
  if (file === "tsdown.config.ts") return "build";
  return file.startsWith("src/") && isUsed ? "sources" : "test";
}

async function readPackages(
  tracked: readonly string[],
): Promise<{ name: string; folder: string; dependencies: string[] }[]> {
  const manifests = tracked.filter((file) =>
    /^(?:(?:packages|apps|tooling)\/[^/]+|examples)\/package\.json$/u.test(file),
  );
  return Promise.all(
    manifests.map(async (file) => {
      const manifest: { name: string; dependencies?: object; devDependencies?: object } = JSON.parse(
        await readFile(join(root, file), "utf8"),
      );
      const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
      return { name: manifest.name, folder: dirname(file), dependencies };
    }),
  );
}
