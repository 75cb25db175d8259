import { globSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { checkOldTests, type Verdict } from "../src/old-tests/check-old-tests.ts";
import { runTool } from "../src/run-tool.ts";

const publicTest = `
import { add } from "@just-one/core";
import { expect, test } from "vitest";
test("adds", () => expect(add(1, 2)).toBe(3));
`;
const internalTest = `
import { plus } from "../src/plus.ts";
import { expect, test } from "vitest";
test("is exact", () => expect(plus(1, 2)).toBe(3));
`;
const files = {
  ".changeset/README.md": "about",
  "packages/core/package.json": JSON.stringify({
    name: "@just-one/core",
    version: "1.0.0",
    type: "module",
    exports: { "@just-one/source": "./src/missing.ts", default: "./dist/index.js" },
    publishConfig: { exports: { default: "./dist/index.js" } },
  }),
  "packages/core/dist/index.js": "export const add = (a, b) => a + b;\n",
  "packages/core/src/plus.ts": "export const plus = (a: number, b: number) => a + b;\n",
  "packages/core/test/add.test.ts": publicTest,
  "packages/core/test/plus.test.ts": internalTest,
};

/** A repository with one package, the size of a thumb; its build is committed. */
async function createRepository(): Promise<string> {
  const root = await mkdtemp(join(await realpath(tmpdir()), "just-one-old-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await runTool(["git", "init", "--quiet", "--initial-branch=main"], { cwd: root });
  await runTool(["git", "config", "user.name", "test"], { cwd: root });
  await runTool(["git", "config", "user.email", "test@example.test"], { cwd: root });
  await commit(root, files);
  return root;
}

async function commit(root: string, changed: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(changed)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await runTool(["git", "add", "--all"], { cwd: root });
  await runTool(["git", "commit", "--quiet", "--message", "Change"], { cwd: root });
}

async function check(root: string): Promise<Verdict> {
  return checkOldTests(root, {
    clone: async (from, folder) => {
      await runTool(["git", "clone", "--quiet", from, folder], { cwd: from });
    },
    build: async (folder) => {
      const vitest = await realpath(fileURLToPath(new URL("../node_modules/vitest", import.meta.url)));
      for (const path of globSync("{packages,apps}/*", { cwd: folder })) {
        await mkdir(join(folder, path, "node_modules"));
        await symlink(vitest, join(folder, path, "node_modules/vitest"), "junction");
      }
    },
  });
}

const tag = "@just-one/core@1.0.0";
const broken = { "packages/core/dist/index.js": "export const add = (a, b) => a - b;\n" };

test("before the first release there are no old tests, and pre-releases do not count", async () => {
  const root = await createRepository();
  await runTool(["git", "tag", "@just-one/core@1.0.0-preview-20260101000000"], { cwd: root });
  const verdict = await check(root);
  expect(verdict).toEqual({
    isAllowed: true,
    sentence: "no release is tagged yet, so there are no old tests",
    results: [],
    unpublished: [],
  });
});

test("the last release's tests run, not today's, and sources may move", async () => {
  const root = await createRepository();
  await runTool(["git", "tag", tag], { cwd: root });
  await runTool(["git", "rm", "--quiet", "packages/core/src/plus.ts", "packages/core/test/plus.test.ts"], {
    cwd: root,
  });
  await commit(root, { "packages/core/test/add.test.ts": "throw new Error('today');\n" });
  const verdict = await check(root);
  expect(verdict.sentence).toBe(`the tests of ${tag} pass against today's build`);
  expect(verdict.results).toEqual([
    { name: "packages/core", ran: ["test/add.test.ts"], leftOut: ["test/plus.test.ts"] },
  ]);
});

test("what breaks an old test is refused, though today's tests agree with it", async () => {
  const root = await createRepository();
  await runTool(["git", "tag", tag], { cwd: root });
  await commit(root, { ...broken, "packages/core/test/add.test.ts": publicTest.replace("toBe(3)", "toBe(-1)") });
  const verdict = await check(root);
  expect(verdict.isAllowed).toBe(false);
  expect(verdict.sentence).toContain(`tests of ${tag} fail against today's build (packages/core): keep`);
  expect(verdict.results[0]?.failure).toContain("expected -1 to be 3");
});

test("a major changeset allows it, a minor one does not", async () => {
  const root = await createRepository();
  await runTool(["git", "tag", tag], { cwd: root });
  await commit(root, {
    ...broken,
    ".changeset/brave.md": '---\n"@just-one/core": minor\n---\n\nNot a major change.\n',
  });
  expect((await check(root)).isAllowed).toBe(false);
  await commit(root, { ".changeset/bold.md": '---\n"@just-one/core": major\n---\n\nYou must subtract.\n' });
  const verdict = await check(root);
  expect(verdict.isAllowed).toBe(true);
  expect(verdict.sentence).toMatch(/, as a major changeset announces$/u);
});

const commandTest = `
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { run } from "../src/run.ts";
import type { Terminal } from "../src/terminal.ts";
test.each([[80, AbortSignal.timeout(99_000), 7], [undefined, AbortSignal.abort(), 130]])("runs", async (columns, signal, code) => {
  const [stdout, stderr] = [Object.assign(new PassThrough(), columns && { columns }), new PassThrough()];
  const terminal: Terminal = { stdout, stderr, environment: { JUST_ONE_WORD: "hello" }, signal };
  expect(await run(["a"], terminal)).toBe(code);
  expect(await text(stdout.end())).toBe(["hello", "a", columns, columns && true].join() + "\\n");
});
`;

test("a command's old tests meet its build, wherever they only run the command", async () => {
  const root = await createRepository();
  await commit(root, {
    "apps/cli/package.json": '{ "name": "@just-one/cli", "version": "1.0.0", "type": "module" }',
    "apps/cli/dist/main.js": `
      process.once("SIGINT", () => (process.exitCode = 130));
      process.exitCode = 7;
      const { columns, isTTY } = process.stdout;
      console.log([process.env.JUST_ONE_WORD, process.argv[2], columns, isTTY].join());`,
    "apps/cli/src/run.ts": 'throw new Error("a source");\n',
    "apps/cli/test/run.test.ts": commandTest,
    "apps/cli/test/parse.test.ts": 'import "../src/parse.ts";\n',
    "packages/spec-sync/package.json": '{ "name": "@just-one/spec-sync", "private": true }',
    "packages/spec-sync/test/spec.test.ts": internalTest,
  });
  await runTool(["git", "tag", tag], { cwd: root });
  const { results, unpublished } = await check(root);
  const cli = results.find(({ name }) => name === "apps/cli");
  expect(cli).toEqual({ name: "apps/cli", ran: ["test/run.test.ts"], leftOut: ["test/parse.test.ts"] });
  expect(unpublished).toEqual(["packages/spec-sync"]);
});
