import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { createGit } from "../src/publish/commit-files.ts";
import type { Ask } from "../src/publish/github.ts";
import { readHandOver } from "../src/publish/hand-over.ts";
import type { Work } from "../src/publish/path-rules.ts";
import { lookAtGenerated } from "../src/publish/look-at-generated.ts";
import { proposeFiles } from "../src/publish/propose-files.ts";
import { showSummary } from "../src/publish/show-summary.ts";
import { makeOrigin, type Origin } from "./support/make-origin.ts";

// Plays the job with rights on what a job that was taken over might hand to it.

const catalog = "packages/api/src/generated/catalog.ts";
const changeset = '---\n"@just-one/api": minor\n---\n\nMore operations.\n';
const changesetPath = ".changeset/spec-0123456789ab-api.md";
const waiting = ".changeset/spec-aaaaaaaaaaaa-api.md";
const manifest = '{\n  "name": "@just-one/api",\n  "version": "0.1.0",\n  "type": "module"\n}\n';
const start = {
  [catalog]: 'export const catalog = [\n  "GET /one/v1",\n];\n',
  "openapi/just-one-api.json": "{}\n",
  "openapi/openapi.lock.json": "{}\n",
  "packages/api/package.json": manifest,
  "packages/api/README.md": "Read me.\n",
  ".changeset/config.json": "{}\n",
  ".changeset/first-api.md": changeset,
  [waiting]: changeset.replace("minor", "major"),
  ".github/workflows/ci.yml": "name: ci\n",
};
const honest = {
  "spec-update": [
    { path: catalog, text: 'export const catalog = [\n  "GET /one/v1",\n  "GET /two/v1",\n];\n' },
    { path: changesetPath, text: changeset },
  ],
  versions: [
    { path: ".changeset/first-api.md", text: null },
    { path: "packages/api/package.json", text: manifest.replace("0.1.0", "0.2.0") },
    { path: "packages/api/CHANGELOG.md", text: "# Changes\n" },
  ],
};

interface Played {
  readonly origin: Origin;
  readonly asked: string[];
  readonly said: string;
  /** Of the pull request. */
  readonly body: string;
}

/** What is refused leaves it as it is, so those tests share it. */
let untouched: Origin;
beforeAll(async () => {
  untouched = await makeOrigin(start, afterAll);
});

/** Hands over a file with these contents, and lets the job with rights take it. */
async function play(
  work: Work,
  change: (handOver: Record<string, unknown>) => unknown = (one) => one,
  origin: Origin = untouched,
): Promise<Played> {
  const file = join(origin.folder, "files.json");
  const handOver = change({ base: origin.head, tests: "passed", summary: "**minor**\n", files: honest[work] });
  await writeFile(file, typeof handOver === "string" ? handOver : JSON.stringify(handOver));
  const asked: string[] = [];
  let body = "";
  const ask: Ask = async (method, path, sent) => {
    if (method === "POST") body = String(Reflect.get(sent ?? {}, "body"));
    asked.push(`${method} ${path.replace(/\?.*/u, "")}`);
    return path.startsWith("pulls?") ? [] : { number: 1, head: { sha: "fake" }, labels: [] };
  };
  const place = { folder: origin.checkout, ask, repository: "team/project", runUrl: "https://github.example/run" };
  const said = await readHandOver(file)
    .then((read) => proposeFiles(work, read, place))
    .catch((error: unknown) => `refused: ${String(error)}`);
  return { origin, asked, said, body };
}

test("an honest update is pushed as plain files, and merged", async () => {
  const origin = await makeOrigin(start);
  expect((await play("spec-update", (one) => one, origin)).said).toBe("opened #1; merged");
  expect(await origin.git("diff", "--raw", "--abbrev=4", "main", "spec-sync/update")).toMatch(
    /^:000000 100644 0000 \w{4} A\t\.changeset\/spec-0123456789ab-api\.md\n:100644 100644 \w{4} \w{4} M\tpackages\/api\/src\/generated\/catalog\.ts\n$/u,
  );
  expect(await origin.git("show", `spec-sync/update:${catalog}`)).toBe(honest["spec-update"][0]?.text);
});

test("honest versions are pushed, and wait for a person", async () => {
  const origin = await makeOrigin(start);
  expect((await play("versions", (one) => one, origin)).said).toBe("opened #1; it waits for a person");
  expect(await origin.git("diff", "--name-status", "main", "release/next")).toBe(
    "D\t.changeset/first-api.md\nA\tpackages/api/CHANGELOG.md\nM\tpackages/api/package.json\n",
  );
});

const hostile = { text: "hostile\n" };
const more: readonly [what: string, work: Work, file: object][] = [
  ["a path beside the listed ones", "spec-update", { path: "packages/core/src/index.ts", ...hostile }],
  ["a workflow", "spec-update", { path: ".github/workflows/ci.yml", ...hostile }],
  ["a new workflow", "versions", { path: ".github/workflows/more.yml", ...hostile }],
  ["another spelling of .github", "spec-update", { path: ".GitHub/workflows/ci.yml", ...hostile }],
  [".gitattributes", "spec-update", { path: ".gitattributes", ...hostile }],
  [
    ".gitattributes among the generated files",
    "spec-update",
    { path: "packages/api/src/generated/.gitattributes", ...hostile },
  ],
  [".gitmodules", "spec-update", { path: ".gitmodules", ...hostile }],
  ["git's own folder", "spec-update", { path: ".git/hooks/pre-push", ...hostile }],
  ["the configuration of changesets", "spec-update", { path: ".changeset/config.json", ...hostile }],
  ["the configuration of changesets, with versions", "versions", { path: ".changeset/config.json", ...hostile }],
  ["a way up", "spec-update", { path: "openapi/../package.json", ...hostile }],
  ["a way out", "spec-update", { path: "../outside.ts", ...hostile }],
  ["a way up among the generated files", "spec-update", { path: "packages/api/src/generated/../index.ts", ...hostile }],
  ["an absolute path", "spec-update", { path: "/etc/hostile", ...hostile }],
  ["a path with a backslash", "spec-update", { path: "openapi\\dist\\openapi.json", ...hostile }],
  ["a path with a line end", "spec-update", { path: "openapi/dist/openapi.json\n", ...hostile }],
  ["a path with a second line", "spec-update", { path: "x\nopenapi/dist/openapi.json", ...hostile }],
  ["a path that git would unquote", "spec-update", { path: '"openapi/dist/openapi.json"', ...hostile }],
  ["an empty path", "spec-update", { path: "", ...hostile }],
  ["a path that is no text", "spec-update", { path: ["openapi/dist/openapi.json"], ...hostile }],
  [
    "a symlink by its mode",
    "spec-update",
    { path: "openapi/dist/openapi.json", text: "../../package.json", mode: "120000" },
  ],
  ["a file that can be executed", "spec-update", { path: "openapi/dist/openapi.json", ...hostile, mode: "100755" }],
  ["a submodule", "spec-update", { path: "openapi/dist", ...hostile, mode: "160000" }],
  ["a folder's name as a file", "spec-update", { path: "packages/api/src/generated", ...hostile }],
  ["bytes that are no text", "spec-update", { path: "openapi/dist/openapi.json", text: "a\u0000b" }],
  ["half a character", "spec-update", { path: "openapi/dist/openapi.json", text: "\uD800" }],
  ["a file that is no text", "spec-update", { path: "openapi/dist/openapi.json", text: 1 }],
  ["a huge file", "spec-update", { path: "openapi/dist/openapi.json", text: "x".repeat(33 * 1024 * 1024) }],
  ["the same file again", "spec-update", { path: catalog, ...hostile }],
  ["the same file in capitals", "spec-update", { path: catalog.replace("catalog", "Catalog"), ...hostile }],
  ["the document removed", "spec-update", { path: "openapi/just-one-api.json", text: null }],
  [
    "a changeset for another package",
    "spec-update",
    { path: ".changeset/spec-0123456789ac-core.md", text: changeset.replace("api", "cli") },
  ],
  [
    "a changeset with two front matters",
    "spec-update",
    { path: ".changeset/spec-0123456789ac-core.md", text: changeset.replace("\n\nMore", "\n\n---\nMore") },
  ],
  ["a changeset of another name", "spec-update", { path: ".changeset/mine.md", text: changeset }],
  ["less than the step that waits on main", "spec-update", { path: waiting, text: changeset }],
  ["the name of a device of Windows", "spec-update", { path: "packages/api/src/generated/con.ts", ...hostile }],
  ["a device in a folder", "spec-update", { path: "packages/api/src/generated/aux/a.ts", ...hostile }],
  [
    "a path that is too long to be checked out",
    "spec-update",
    { path: `packages/api/src/generated/${"a/".repeat(200)}a.ts`, ...hostile },
  ],
  ["a manifest", "spec-update", { path: "packages/api/package.json", text: manifest.replace("0.1.0", "0.2.0") }],
  ["a new changeset with versions", "versions", { path: ".changeset/mine.md", text: changeset }],
  ["a manifest that is new", "versions", { path: "packages/evil/package.json", text: manifest }],
  ["a manifest that goes", "versions", { path: "packages/api/package.json", text: null }],
  ["the lockfile", "versions", { path: "pnpm-lock.yaml", ...hostile }],
  ["a README", "versions", { path: "packages/api/README.md", ...hostile }],
  ["a changelog that goes", "versions", { path: "packages/api/CHANGELOG.md", text: null }],
];

test.each(more)("%s (%s) is refused, and nothing is pushed or asked", async (_what, work, file) => {
  const { origin, asked, said } = await play(work, (one) => ({ ...one, files: [...honest[work], file] }));
  expect(said).toMatch(/^refused: /u);
  expect(said).not.toMatch(/\n/u);
  expect(asked).toEqual([]);
  expect(await origin.listRefs()).toBe(`${origin.head} commit\trefs/heads/main\n`);
});

const manifests: readonly [what: string, text: string][] = [
  ["an install script", manifest.replace('"type": "module"', '"type": "module",\n  "scripts": { "postinstall": "x" }')],
  ["a version with more in it", manifest.replace("0.1.0", "0.2.0-x")],
  ["a version that is doubled", manifest.replace('"0.1.0",', '"0.1.0",\n  "version": "0.2.0",')],
  ["another name", manifest.replace("0.1.0", "0.2.0").replace("/api", "/core")],
];

test.each(manifests)("a manifest with %s is refused", async (_what, changed) => {
  const files = [{ path: "packages/api/package.json", text: changed }];
  const { asked, said, origin } = await play("versions", (one) => ({ ...one, files }));
  expect(said).toMatch(/^refused: .*may not change/u);
  expect(asked).toEqual([]);
  expect(await origin.listRefs()).toBe(`${origin.head} commit\trefs/heads/main\n`);
});

const shapes: readonly [what: string, change: (handOver: Record<string, unknown>) => unknown][] = [
  ["no JSON", () => "hostile"],
  ["a list", () => []],
  ["null", () => null],
  ["a field more", (one) => ({ ...one, level: "patch" })],
  ["a field less", ({ tests: _tests, ...rest }) => rest],
  ["a result with an output of its own", (one) => ({ ...one, tests: "passed\nlevel=patch" })],
  ["a base that is an option of git", (one) => ({ ...one, base: "--upload-pack=touch hostile" })],
  ["another base", (one) => ({ ...one, base: "0".repeat(40) })],
  ["a summary beyond what GitHub takes", (one) => ({ ...one, summary: "x".repeat(70_000) })],
  ["a summary with an escape sequence", (one) => ({ ...one, summary: "\u001B[2J" })],
  [
    "too many files",
    (one) => ({
      ...one,
      files: Array.from({ length: 600 }, (_, index) => ({ path: `packages/api/src/generated/f${index}.ts`, text: "" })),
    }),
  ],
  ["files that are none", (one) => ({ ...one, files: "files" })],
  ["files without a changeset", (one) => ({ ...one, files: honest["spec-update"].slice(0, 1) })],
];

test.each(shapes)("%s is refused, and nothing is pushed", async (_what, change) => {
  const { origin, said } = await play("spec-update", change);
  expect(said).toMatch(/^refused: /u);
  expect(await origin.listRefs()).toBe(`${origin.head} commit\trefs/heads/main\n`);
});

test("git, which runs what its configuration says, is given neither the job's token nor ours", async () => {
  vi.stubEnv("GITHUB_TOKEN", "marked");
  vi.stubEnv("JUST_ONE_TOKEN", "marked");
  onTestFinished(() => void vi.unstubAllEnvs());
  const git = createGit(untouched.checkout);
  expect(await git(["-c", "alias.tell=!env", "tell"])).not.toContain("marked");
});

test("a link in place of the file is not followed", async () => {
  const { folder } = await makeOrigin({ "a.txt": "a" });
  await writeFile(join(folder, "elsewhere.json"), "{}");
  await symlink(join(folder, "elsewhere.json"), join(folder, "files.json"));
  await expect(readHandOver(join(folder, "files.json"))).rejects.toThrow("ELOOP");
  await expect(readHandOver(folder)).rejects.toThrow("is no file");
});

test("code in a generated file is pushed for a person to look at, and not merged", async () => {
  const text = start[catalog].replace("];", '  alert("x"),\n];');
  const files = [{ path: catalog, text }, ...honest["spec-update"].slice(1)];
  const { said } = await play("spec-update", (one) => ({ ...one, files }), await makeOrigin(start));
  expect(said).toBe("opened #1; it waits for a person");
});

test("code that an earlier run left on the branch is not merged by an honest one", async () => {
  const origin = await makeOrigin(start);
  const text = start[catalog].replace("];", '  alert("x"),\n];');
  const files = [{ path: catalog, text }, ...honest["spec-update"].slice(1)];
  await play("spec-update", (one) => ({ ...one, files }), origin);
  const left = await origin.git("rev-parse", "spec-sync/update");
  const { said, asked } = await play("spec-update", (one) => one, origin);
  expect(said).toBe("spec-sync/update is up to date; opened #1; it waits for a person");
  expect(asked).not.toContain("PUT pulls/1/merge");
  expect(await origin.git("rev-parse", "spec-sync/update")).toBe(left);
});

test("plain code that an earlier run left on the branch is not merged by the tests of another", async () => {
  const origin = await makeOrigin(start);
  const text = start[catalog].replace("];", '  "GET /three/v1",\n];');
  const files = [{ path: catalog, text }, ...honest["spec-update"].slice(1)];
  await play("spec-update", (one) => ({ ...one, files, tests: "failed" }), origin);
  expect((await play("spec-update", (one) => one, origin)).said).toMatch(/up to date; .* waits for a person$/u);
});

test("the same code of another day is merged by the tests of today", async () => {
  const origin = await makeOrigin(start);
  const ofDay = (day: string): object[] => {
    const text = start[catalog].replace("];", `  { removed: "2026-01-${day}" },\n];`);
    return [{ path: catalog, text }, ...honest["spec-update"].slice(1)];
  };
  await play("spec-update", (one) => ({ ...one, files: ofDay("01"), tests: "failed" }), origin);
  const { said } = await play("spec-update", (one) => ({ ...one, files: ofDay("02") }), origin);
  expect(said).toMatch(/up to date; .* merged$/u);
});

const words: readonly [what: string, words: string][] = [
  ["a mention", "@everyone"],
  ["a mention behind a backslash", String.raw`\@everyone`],
  ["an issue that ends", "closes #1"],
  ["an issue elsewhere", "fixes team/project#1"],
  ["an issue by its short name", "closes GH-1"],
  ["a link", "[x](https://example.test)"],
  ["a bare link", "https://example.test"],
  ["a link without its scheme", "www.example.test"],
  ["a picture", "![x](x)"],
  ["HTML", "<img src=x>"],
  ["a commit", "0123456789"],
  ["a mention between pieces of code", "`a` @x `b`"],
  ["a mention in code that a backslash keeps from beginning", String.raw`\`@x\``],
  ["a mention behind code over two lines", "`a\nb` @x `c`"],
  ["a mention in what only seems a block", "```\n```\n@x"],
];

test.each(words)("%s in what the job says is shown as code, and waits for a person", async (_what, hostileWords) => {
  const summary = `**minor**\n\n${hostileWords}\n`;
  const { said, body } = await play("spec-update", (one) => ({ ...one, summary }), await makeOrigin(start));
  expect(said).toBe("opened #1; it waits for a person");
  const [, fence = "", code] = /^(`{3,})\n([^]*?)\n\1\n\n---\n/u.exec(body) ?? [];
  expect(`${code}\n`).toBe(summary);
  expect(summary).not.toContain(fence);
});

test("a mention in a changeset waits for a person", async () => {
  const files = [{ path: changesetPath, text: `${changeset}\n@everyone\n` }, ...honest["spec-update"].slice(0, 1)];
  const { said } = await play("spec-update", (one) => ({ ...one, files }), await makeOrigin(start));
  expect(said).toBe("opened #1; it waits for a person");
});

test("words and code of our own are shown as they are", () => {
  const own = "**minor: 1 change**\n\n### Beta\n\n- `GET /b`\n  - `` a`@b ``: added, \\*new\\*\n- `x@y.z` `#1`\n";
  expect(showSummary(own)).toBe(own);
});

test("a file that somebody put on the branch is not merged with it", async () => {
  const origin = await makeOrigin(start);
  await play("spec-update", (one) => ({ ...one, tests: "failed" }), origin);
  const git = createGit(origin.checkout);
  const [tip = ""] = (await git(["ls-remote", "origin", "refs/heads/spec-sync/update"])).split("\t");
  await git(["fetch", "--quiet", "origin", "refs/heads/spec-sync/update"]);
  await git(["read-tree", tip]);
  const blob = (await git(["hash-object", "-w", "--stdin"], "more\n")).trim();
  await git(["update-index", "--index-info"], `100644 ${blob}\tpackages/api/README.md\n`);
  const tree = (await git(["write-tree"])).trim();
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.test"];
  const commit = (await git([...identity, "commit-tree", "-p", tip, "-m", "More", tree])).trim();
  await git(["push", "--quiet", "origin", `${commit}:refs/heads/spec-sync/update`]);
  expect((await play("spec-update", (one) => one, origin)).said).toMatch(/up to date; .* waits for a person$/u);
});

const code = "`catalog.ts` holds more than types and literals";
const name = "`catalog.ts` has 1 new names that are not plain";
const additions: readonly [what: string, found: string, line: string][] = [
  ["a plain operation", "nothing", '"GET /two/{id}/v1",'],
  ["a plain object", "nothing", '{ name: "oAuthorId", in: "query", types: ["string"], enum: ["DAY_30"] },'],
  ["a comment with anything in it", "nothing", "/** Calls foo(); `x` = new y. */"],
  ["a call", code, 'alert("x"),'],
  ["a call over two lines", code, 'alert\n("x"),'],
  ["a call behind a comment", code, 'alert /* */ ("x"),'],
  ["a call of a string's method", code, '"x".at(0),'],
  ["a computed call", code, 'globalThis["alert"]("x"),'],
  ["an optional call", code, 'alert?.("x"),'],
  ["a template", code, "alert`x`,"],
  ["a function", code, "() => 1,"],
  ["an assignment", code, "a = 1,"],
  ["a regular expression", code, "/x/,"],
  ["an import that is a call", code, 'import("data:text/javascript,1"),'],
  ["a spread", code, "...x,"],
  ["an object that becomes a text", code, "{ toString: x },"],
  ["a difference, which asks an object for its number", code, "x - 1,"],
  ["a number below zero", "nothing", "-1,"],
  ["an object that becomes a number, by a key in quotes", code, '{ "valueOf": x } < 1,'],
  ["an object with another prototype", code, '{ "__proto__": x },'],
  ["a constructor by its name in quotes", code, '[]["constructor"]["constructor"],'],
  ["an object that a caller awaits", code, '{ "then": x },'],
  ["a member, which may be a getter", code, "x.y,"],
  ["a test that asks an object", code, "x instanceof y,"],
  ["a comment that switches the compiler off", code, "// @ts-nocheck"],
  ["a reference", code, '/// <reference path="x.ts" />'],
  ["a map of sources", code, "//# sourceMappingURL=data:application/json,1"],
  ["an odd name between comments with a line of prose", name, '/*\n  summary: */ "",\n"a`b", /* */'],
  ["an odd name behind prose in its line", name, '\n  summary: "x", name: "a`b",'],
  ["a path with a comment's end", name, '"GET /x/v1 *\\u0001/ hostile(); /*",'],
  ["a call behind a line that ends early", code, "// \u2028 alert(1)"],
  ["a string over two lines", code, '"a\\\n", b, "c",'],
  ["half a string", code, '"a'],
  ["a name in another script", name, '"\u0430uthor",'],
  ["a name with an escape", name, String.raw`"a\u202Eb",`],
  ["a name with a backtick", name, '"a`b",'],
];

test.each(additions)("a catalog that gains %s: %s", (_what, expected, line) => {
  const after = `export const catalog = [\n  "GET /one/v1",\n  ${line}\n];\n`;
  const found = lookAtGenerated({ path: catalog, before: start[catalog], after });
  expect(found[0] ?? "nothing").toBe(expected);
});

test.each<[what: string, found: string, line: string]>([
  ["a sentence with a word of code", "nothing", 'description: "First this, then that; see the process.",'],
  [
    "a list of sentences",
    "nothing",
    'aliases: ["constructor", "a`b"],\n    reply: [\n      "data: x — 小红书",\n    ],',
  ],
  ["an operation", "nothing", 'operation: "GET /two/{id}/v1",'],
  ["an odd operation", "1 new names that are not plain", 'operation: "GET /a`b",'],
  ["a key in quotes", "more than types", '{ "then": x },'],
  ["a key in quotes with an escape", "more than types", String.raw`{ "\u0074hen": x },`],
  ["a key that is computed", "more than types", '{ ["then"]: x },'],
  ["a member by its name", "more than types", '[]["constructor"],'],
  ["a call", "more than types", 'alert("x"),'],
  ["a key that runs", "more than types", "{ toString: x },"],
])("words that gain %s: %s", (_what, expected, line) => {
  const before = 'export const prose: Prose = {\n  operation: "GET /one/v1",\n};\n';
  const after = `export const prose: Prose = {\n  operation: "GET /one/v1",\n  ${line}\n};\n`;
  expect(lookAtGenerated({ path: "prose.ts", before, after })[0] ?? "nothing").toContain(expected);
});

test("code that ends a comment of main's is seen", async () => {
  const before = "/**\n * Says what.\n */\nconst a = 1;\n";
  const after = "/**\n * Says\n\n// */ alert(1);\n/*\n */\nconst a = 1;\n";
  expect(lookAtGenerated({ path: "a.ts", before, after })).toEqual(["`a.ts` holds more than types and literals"]);
});

test("an operation that is gone from a file is seen", () => {
  const lost = ["`a.ts` has lost 1 operations"];
  expect(lookAtGenerated({ path: "a.ts", before: start[catalog], after: "export const catalog = [];\n" })).toEqual(
    lost,
  );
  const commented = start[catalog].replace('"GET /one/v1"', '/* "GET /one/v1" */ "GET /two/v1"');
  expect(lookAtGenerated({ path: "a.ts", before: start[catalog], after: commented })).toEqual(lost);
});

function look(after: string): string[] {
  return lookAtGenerated({ path: "a.ts", before: undefined, after });
}

test("a validator is no call of something else by that name", async () => {
  const own = 'export const a: Validator = /* @__PURE__ */ createValidator("GET /a/v1", $A);\n';
  expect(look(own)).toEqual([]);
  expect(look(`const createValidator: X = eval;\n${own}`)).toHaveLength(1);
  expect(look(own.replace("createValidator", "alert"))).toHaveLength(1);
});

test.each([
  ["import", 'import x from "data:text/javascript,1";\n'],
  ["import for its effect", 'import "./schema.ts";\n'],
  ["import of types from elsewhere", 'import type { X } from "https://example.test/x.ts";\n'],
  ["export", 'export * from "data:text/javascript,1";\n'],
])("a new file with an %s of something else is seen", (_what, line) => {
  expect(look(line)).toContain("`a.ts` holds more than types and literals");
});
