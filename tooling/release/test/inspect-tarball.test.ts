import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectTarball } from "../src/packages/inspect-tarball.ts";

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "just-one-tarball-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const manifest = JSON.stringify({ name: "@just-one/sample", version: "0.1.0", dependencies: { a: "^1.0.0" } });

/** Packs with the real tar, so that the reader is held to the format and not to itself. */
async function inspect(files: Record<string, string>, forbidden: string[] = []): Promise<string[]> {
  const base = await mkdtemp(join(folder, "case-"));
  for (const [path, text] of Object.entries({ "package.json": manifest, ...files })) {
    await mkdir(dirname(join(base, "package", path)), { recursive: true });
    await writeFile(join(base, "package", path), text);
  }
  await run("tar", ["--format=ustar", "-czf", "sample.tgz", "package"], { cwd: base });
  return inspectTarball(await readFile(join(base, "sample.tgz")), forbidden);
}

function createMap(sourcesContent: string[]): string {
  return JSON.stringify({ version: 3, sources: ["../src/a.ts"], sourcesContent });
}

test("accepts built files, types, a changelog, a licence and a readme", async () => {
  const files = { "dist/index.js": "export {};", "dist/index.d.ts": "export {};", "README.md": "", LICENSE: "" };
  expect(await inspect({ ...files, "CHANGELOG.md": "# sample" })).toEqual([]);
});

test("refuses tests, sources and files that nobody asked for", async () => {
  const found = await inspect({ "dist/a.test.js": "", "src/index.ts": "", "openapi/vendor.json": "{}" });
  expect(found.toSorted()).toEqual([
    "dist/a.test.js is a test",
    "openapi/vendor.json is not part of what is published",
    "src/index.ts is a source",
    "src/index.ts is not part of what is published",
  ]);
});

test("refuses a map without its sources, and a mention of a map that is missing", async () => {
  const mention = "x;\n//# sourceMappingURL=a.js.map\n";
  expect(await inspect({ "dist/a.js": mention })).toEqual(["dist/a.js names a map that is missing"]);
  expect(await inspect({ "dist/a.js": mention, "dist/a.js.map": createMap([]) })).toEqual([
    "dist/a.js.map is a map without its sources",
  ]);
  expect(await inspect({ "dist/a.js": mention, "dist/a.js.map": createMap(["x"]) })).toEqual([]);
});

test("refuses a machine's path, and the texts it is told to look for", async () => {
  expect(await inspect({ "dist/a.js": 'const x = "/home/someone/project/a.ts";' })).toHaveLength(1);
  expect(await inspect({ "dist/a.js": 'const x = "file:///Users/someone/a.ts";' })).toHaveLength(1);
  expect(await inspect({ "dist/a.js": "// built in Q:/build" }, ["Q:/build"])).toHaveLength(1);
  expect(await inspect({ "dist/a.js": 'call("GET /api/work/v1", "/homepage")' })).toEqual([]);
});

test("refuses install scripts, and what only the workspace understands", async () => {
  const bad = {
    name: "@just-one/sample",
    scripts: { postinstall: "x" },
    dependencies: { a: "workspace:^" },
    exports: { ".": { "@just-one/source": "./src/index.ts" } },
  };
  expect(await inspect({ "package.json": JSON.stringify(bad) })).toEqual([
    "package.json has the install script postinstall",
    "package.json says workspace:, which only this workspace understands",
    "package.json says @just-one/source, which only this workspace understands",
  ]);
});
