import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runSpec, spawnSpec } from "./support/run-spec.ts";
import { snapshotFolder } from "./support/snapshot-folder.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const operation = createTinyOperation();

/** What each file holds, and what the one line must name. */
const badDocuments: readonly [name: string, text: string | undefined, message: RegExp][] = [
  ["no file", undefined, /bad\.json: no such file/u],
  ["not JSON", "paths: {}", /bad\.json:1:1: not JSON/u],
  ["not OpenAPI", '{"name": "x"}', /bad\.json:1:1: \/: not an OpenAPI document/u],
  ["OpenAPI 2.0", '{"swagger": "2.0"}', /bad\.json:1:2: \/swagger: .*2\.0 is not read/u],
  [
    "a duplicate operation, the same method twice",
    '{"openapi": "3.1.0",\n"paths": {"/a": {"get": {},\n"get": {}}}}',
    /bad\.json:3:1: duplicate key "get" in \/paths\/~1a/u,
  ],
  [
    "a duplicate operation, the same path under two names",
    JSON.stringify(createTinyDocument({ paths: { "/{a}": {}, "/{b}": {} } }), null, 1),
    /bad\.json:\d+:\d+: \/paths\/~1\{b\}: duplicate operation/u,
  ],
  [
    "an unknown keyword",
    JSON.stringify(createTinyDocument({ paths: { "/a": { get: { ...operation, pramaeters: [] } } } }), null, 1),
    /bad\.json:\d+:\d+: \/paths\/~1a\/get\/pramaeters: unknown keyword "pramaeters"/u,
  ],
  [
    "a name with line breaks and terminal controls",
    JSON.stringify({ ...createTinyDocument({ paths: { "/a\n\u001B[31mred": { get: {} } } }), openapi: "3.0.3" }),
    /"responses" is missing/u,
  ],
  [
    "a path that would end a comment and run",
    JSON.stringify(
      createTinyDocument({
        paths: { "/api/extra/v1 *\u0001/ Reflect.set(globalThis, 'hacked', process.env); /*": { get: operation } },
      }),
    ),
    /bad\.json:1:\d+: \/paths\/.*: holds U\+0001, which cannot be seen/u,
  ],
  [
    "a number that no number can be",
    JSON.stringify(createTinyDocument({ components: { schemas: { Result: { enum: [400] } } } }), null, 1).replace(
      "400",
      "1e400",
    ),
    /bad\.json:\d+:\d+: a number too large to be held/u,
  ],
];

/** Every verb with the place in its arguments where the document goes. */
const verbs: readonly [name: string, args: (file: string, out: string) => string[]][] = [
  ["build", (file, out) => ["build", "--document", file, "--out", out]],
  ["pull", (file) => ["pull", "--from", file]],
  ["update", (file) => ["update", "--from", file]],
];

describe.each(verbs)("spec %s", (verb, args) => {
  test.each(badDocuments)("%s: one line, exit 1, every file as it was", async (_name, text, message) => {
    const folder = await makeTemporaryFolder();
    const file = join(folder, "bad.json");
    if (text !== undefined) await writeFile(file, text);
    const before = await snapshotProject(folder);
    // Once as people do, from a process's exit code to its streams.
    const run = text === undefined ? spawnSpec : runSpec;
    const { code, stdout, stderr } = await run(args(file, join(folder, "out")));
    expect(stderr).toMatch(new RegExp(`^spec ${verb}: [^\\n]*\\n$`, "u"));
    expect(stderr).toMatch(message);
    // oxlint-disable-next-line no-control-regex -- that is what must not reach a terminal
    expect(stderr).not.toMatch(/\u001B/u);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(await snapshotProject(folder)).toEqual(before);
  });

  test.each([
    ["an unknown option", ["--nonsense"], /Unknown option '--nonsense'; use \[--/u],
    ["an option without a value", [args("", "")[1] ?? ""], /use \[--/u],
    ["a stray word", ["stray"], /Unexpected argument 'stray'/u],
  ])("%s: one line, exit 1", async (_name, words, message) => {
    const { code, stderr } = await runSpec([verb, ...words]);
    expect(stderr).toMatch(/^spec \w+: [^\n]*\n$/u);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });
});

describe("spec build", () => {
  const tiny = JSON.stringify(createTinyDocument({ paths: { "/a": { get: operation } } }));

  async function makeInputs(): Promise<{ folder: string; args: string[] }> {
    const folder = await makeTemporaryFolder();
    await mkdir(join(folder, "overlays"));
    await writeFile(join(folder, "tiny.json"), tiny);
    await writeFile(join(folder, "taken"), "a file");
    const args = ["build", "--document", join(folder, "tiny.json"), "--overlays", join(folder, "overlays"), "--out"];
    return { folder, args };
  }

  test("a folder that cannot be written is named, and nothing is left behind", async () => {
    const { folder, args } = await makeInputs();
    const before = await snapshotProject(folder);
    const { code, stderr } = await runSpec([...args, join(folder, "taken/out")]);
    expect(stderr).toMatch(
      /^spec build: .*taken.out.openapi\.json: cannot be written \(\w+\); nothing was changed\n$/u,
    );
    expect(code).toBe(1);
    expect(await snapshotProject(folder)).toEqual(before);
  });

  test("an overlay that no longer fits is named, and nothing is left behind", async () => {
    const { folder, args } = await makeInputs();
    await writeFile(
      join(folder, "overlays/old.overlay.yaml"),
      "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions: [{target: $.gone, description: why, remove: true}]\n",
    );
    const before = await snapshotProject(folder);
    const { code, stderr } = await runSpec([...args, join(folder, "out")]);
    expect(stderr).toMatch(/^spec build: .*old\.overlay\.yaml: action 1 \(\$\.gone\): stale, [^\n]*\n$/u);
    expect(code).toBe(1);
    expect(await snapshotProject(folder)).toEqual(before);
  });

  test("overlays that do not exist are named", async () => {
    const { folder, args } = await makeInputs();
    const { code, stderr } = await runSpec([...args, join(folder, "out"), "--overlays", join(folder, "none")]);
    expect(stderr).toMatch(/^spec build: .*none: no such folder of overlays; check the path\n$/u);
    expect(code).toBe(1);
  });

  test("good input ends with exit 0 and files that need nothing else", async () => {
    const { folder, args } = await makeInputs();
    expect(await spawnSpec([...args, join(folder, "out")])).toMatchObject({ code: 0, stdout: "" });
    expect(Object.keys(await snapshotFolder(join(folder, "out"))).map((file) => file.slice(folder.length + 5))).toEqual(
      ["catalog.ts", "openapi.json", "operations.ts", "prose.ts", "schema.ts", "validators.ts"],
    );
  });
});

test("a verb that does not exist is answered with those that do", async () => {
  const { code, stderr } = await runSpec(["rebuild"]);
  expect(stderr).toMatch(/^spec: there is no verb "rebuild"; use one of build, check, /u);
  expect(code).toBe(1);
});

/** Everything that a verb may write: what is in the project, and what is in the test's own folder. */
async function snapshotProject(folder: string): Promise<Record<string, string>[]> {
  return Promise.all([
    snapshotFolder(folder),
    snapshotFolder(join(root, "openapi")),
    snapshotFolder(join(root, "packages/api/src/generated")),
  ]);
}
