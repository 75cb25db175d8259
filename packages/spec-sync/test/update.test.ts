import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import type { ProjectPaths } from "../src/project-paths.ts";
import { run as build } from "../src/verbs/build.ts";
import { run as check } from "../src/verbs/check.ts";
import { run as pull } from "../src/verbs/pull.ts";
import { run as update } from "../src/verbs/update.ts";
import { captureOutput } from "./support/capture-output.ts";
import { makeProject } from "./support/make-project.ts";
import { snapshotFolder } from "./support/snapshot-folder.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

const page = { name: "page", in: "query", schema: { type: "integer" } };
const a = createTinyOperation({ summary: "A", tags: ["Alpha"], parameters: [page] });
const b = createTinyOperation({ summary: "B", tags: ["Beta"] });
const whole = { "/a": { get: a }, "/b": { get: b } };
const today = new Date("2026-07-23T01:02:03Z");

const take = captureOutput();

/** A project whose document is a tiny one; nothing of the real overlays fits it. */
async function makeTinyProject(paths: JsonObject): Promise<ProjectPaths> {
  const project = await makeProject();
  const overlays = await readdir(project.overlays);
  await Promise.all(overlays.map((name) => writeFile(join(project.overlays, name), emptyOverlay)));
  await pull(["--from", await publish(paths)], project);
  await build([], project);
  take("stdout");
  take("stderr");
  return project;
}

const emptyOverlay =
  'overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions: [{target: $.info, description: d, update: {title: "tiny"}}]\n';

async function publish(paths: JsonObject): Promise<string> {
  const file = join(await makeTemporaryFolder(), "published.json");
  await writeFile(file, JSON.stringify(createTinyDocument({ paths })));
  return file;
}

async function readChangesets(project: ProjectPaths): Promise<string[]> {
  const names = await readdir(project.changesets).catch(() => []);
  return Promise.all(names.map((name) => readFile(join(project.changesets, name), "utf8")));
}

test("an operation that came is a minor step for both packages, told in a summary", async () => {
  const project = await makeTinyProject({ "/a": { get: a } });
  expect(await update(["--from", await publish(whole)], project, today)).toBe(0);
  const summary = take("stdout");
  expect(summary).toMatch(/^\*\*minor: callers may act; 1 minor change\*\*/u);
  expect(summary).toContain("### Beta\n\n- `GET /b`\n  - operation added");
  const changesets = await readChangesets(project);
  expect(changesets).toHaveLength(2);
  expect(changesets[0]).toMatch(/^---\n"@just-one\/api": minor\n---\n\nThe vendor's document changed\. minor: /u);
  expect(changesets[0]).toContain("- `GET /b`");
  expect(changesets[1]).toMatch(/^---\n"@just-one\/core": minor\n---\n/u);
  expect(await readFile(join(project.generated, "operations.ts"), "utf8")).toContain('"GET /b"');
  expect(await check([], project)).toBe(0);
});

test("an operation keeps its names when another comes, or goes, that would be called the same", async () => {
  const [one, other] = ["/api/x/get_user", "/api/x/get-user"];
  const project = await makeTinyProject({ [one]: { get: a } });
  const listNames = async (): Promise<unknown[]> => {
    const text = await readFile(join(project.generated, "catalog.ts"), "utf8");
    return [...text.matchAll(/export const (\w+): CatalogEntry = \{\n {2}operation: "GET (.+)"/gu)].map((found) =>
      found.slice(1, 3),
    );
  };
  expect(await update(["--from", await publish({ [one]: { get: a }, [other]: { get: b } })], project, today)).toBe(0);
  expect(take("stdout")).toMatch(/^\*\*minor: callers may act; 1 minor change\*\*/u);
  const both = [
    [expect.stringMatching(/^getXGetUser_\w{8}$/u), other],
    ["getXGetUser", one],
  ];
  expect(await listNames()).toEqual(both);
  expect(await check([], project)).toBe(0);
  const alone = ["--from", await publish({ [other]: { get: b } }), "--accept-operations-gone"];
  expect(await update(alone, project, today)).toBe(0);
  expect(await listNames()).toEqual(both);
  expect(await update([...alone, "--major"], project, today)).toBe(0);
  expect(await listNames()).toEqual(both.slice(0, 1));
});

test("new words are a patch of the api alone", async () => {
  const project = await makeTinyProject(whole);
  const reworded = { ...whole, "/b": { get: { ...b, summary: "Bee" } } };
  expect(await update(["--from", await publish(reworded)], project, today)).toBe(0);
  expect(await readChangesets(project)).toEqual([expect.stringContaining('"@just-one/api": patch')]);
  expect(await readFile(join(project.generated, "operations.ts"), "utf8")).toContain("Bee");
});

test("new Chinese words alone are a patch of the api, once", async () => {
  const folder = await makeTemporaryFolder();
  const from = join(folder, "openapi.json");
  const publishBoth = async (summary: string): Promise<void> => {
    await writeFile(from, JSON.stringify(createTinyDocument({ paths: whole })));
    const chinese = { ...whole, "/b": { get: { ...b, summary } } };
    await writeFile(join(folder, "openapi-zh.json"), JSON.stringify(createTinyDocument({ paths: chinese })));
  };
  await publishBoth("\u4E59");
  const project = await makeTinyProject({ "/a": { get: a } });
  await pull(["--from", from], project);
  await build([], project);
  await publishBoth("\u4E59\u4E59");
  take("stdout");
  expect(await update(["--from", from], project, today)).toBe(0);
  expect(take("stdout")).toContain("**patch: ");
  expect(await readChangesets(project)).toEqual([expect.stringContaining('"@just-one/api": patch')]);
  expect(JSON.parse(await readFile(project.chinese, "utf8"))).toMatchObject({ "GET /b": ["\u4E59\u4E59"] });
  expect(await check([], project)).toBe(0);
  take("stdout");
  expect(await update(["--from", from], project, today)).toBe(0);
  expect(take("stdout")).toBe("");
});

test("what callers cannot notice is left alone, without a word", async () => {
  const project = await makeTinyProject(whole);
  const before = await snapshotFolder(project.root);
  const reordered = { "/b": { get: { "x-order": 7, ...b } }, "/a": { get: a } };
  for (const paths of [whole, reordered]) {
    expect(await update(["--from", await publish(paths)], project, today)).toBe(0);
  }
  expect(take("stdout") + take("stderr")).toBe("");
  expect(await snapshotFolder(project.root)).toEqual(before);
});

test("an update that is run twice changes nothing the second time", async () => {
  const project = await makeTinyProject({ "/a": { get: a } });
  const from = await publish(whole);
  await update(["--from", from], project, today);
  const before = await snapshotFolder(project.root);
  take("stdout");
  expect(await update(["--from", from], project, new Date("2026-07-25T00:00:00Z"))).toBe(0);
  expect(take("stdout")).toBe("");
  expect(await snapshotFolder(project.root)).toEqual(before);
});

test("what goes lies under a tombstone and is a minor step, until a major sweeps it", async () => {
  const project = await makeTinyProject(whole);
  const from = await publish({ "/a": { get: { ...a, parameters: [] } } });
  expect(await update(["--from", from], project, today)).toBe(1);
  expect(take("stderr")).toMatch(/1 of 2 operations are gone: GET \/b; if that is meant, --accept-operations-gone$/mu);
  expect(await update(["--from", from, "--accept-operations-gone"], project, today)).toBe(0);
  const summary = take("stdout");
  expect(summary).toContain("1 operation and 1 parameter gone; still in the types, deprecated");
  expect(summary).toContain("- `GET /a`\n  - `page`: parameter removed");
  expect(await readFile(project.tombstones, "utf8")).toMatch(
    /"GET \/a",\n *"parameter": "page",\n *"removed": "2026-07-23"/u,
  );
  expect(await readFile(join(project.generated, "catalog.ts"), "utf8")).toContain('removed: "2026-07-23"');
  expect((await readChangesets(project))[0]).toContain('"@just-one/api": minor');

  expect(await update(["--from", from, "--major"], project, today)).toBe(0);
  expect(take("stdout")).toMatch(/^\*\*major: [^\n]*\n\n1 operation and 1 parameter taken out of the types for good/u);
  expect(await readFile(join(project.generated, "catalog.ts"), "utf8")).not.toContain('removed: "');
  expect((await readChangesets(project)).filter((text) => text.includes(": major"))).toHaveLength(2);
  expect(await check([], project)).toBe(0);

  const before = await snapshotFolder(project.root);
  expect(await update(["--from", from, "--major"], project, today)).toBe(0);
  expect(take("stdout")).toBe("");
  expect(await snapshotFolder(project.root)).toEqual(before);
});

test("a major takes out at once what goes", async () => {
  const project = await makeTinyProject(whole);
  const from = await publish({ "/a": { get: a } });
  expect(await update(["--from", from, "--accept-operations-gone", "--major"], project, today)).toBe(0);
  expect(JSON.parse(await readFile(project.tombstones, "utf8"))).toEqual({ tombstones: [], components: {}, codes: [] });
  expect((await readChangesets(project))[0]).toContain('"@just-one/api": major');
});

test("what comes back is said to be back", async () => {
  const project = await makeTinyProject(whole);
  await update(["--from", await publish({ "/a": { get: a } }), "--accept-operations-gone"], project, today);
  take("stdout");
  expect(await update(["--from", await publish(whole)], project, today)).toBe(0);
  expect(take("stdout")).toContain("1 operation back again, and no longer deprecated by us.");
  expect(await readFile(join(project.generated, "catalog.ts"), "utf8")).not.toContain('removed: "');
});

test.each([
  ["as it was", page, "minor", "page?: number | undefined;"],
  ["with another type", { ...page, schema: { type: "string" } }, "major", "page?: string | undefined;"],
  ["with fewer values", { ...page, schema: { type: "integer", enum: [1] } }, "major", "page?: 1 | undefined;"],
])("a parameter that comes back %s is compared with what the types kept", async (_how, back, level, type) => {
  const project = await makeTinyProject(whole);
  await update(["--from", await publish({ ...whole, "/a": { get: { ...a, parameters: [] } } })], project, today);
  take("stdout");
  const returned = { ...whole, "/a": { get: { ...a, parameters: [back] } } };
  expect(await update(["--from", await publish(returned)], project, today)).toBe(0);
  expect(take("stdout")).toMatch(new RegExp(`^\\*\\*${level}: [^]*1 parameter back again`, "u"));
  expect(await readFile(join(project.generated, "operations.ts"), "utf8")).toContain(type);
  expect((await readChangesets(project)).join("")).toContain(`"@just-one/api": ${level}`);
});

test("an operation that comes back without a parameter keeps it under a tombstone, as the types did", async () => {
  const project = await makeTinyProject(whole);
  await update(["--from", await publish({ "/b": { get: b } }), "--accept-operations-gone"], project, today);
  take("stdout");
  const back = { ...whole, "/a": { get: { ...a, parameters: [] } } };
  expect(await update(["--from", await publish(back)], project, today)).toBe(0);
  expect(take("stdout")).toMatch(/^\*\*minor: /u);
  expect(await readFile(join(project.generated, "operations.ts"), "utf8")).toContain("page?: number | undefined;");
});

test.each([
  ["hidden", { "x-docs-hidden": true }, "catalog.ts", "hidden: true"],
  ["found by other words", { "x-search-aliases": ["bee"] }, "prose.ts", '"bee"'],
])(
  "an operation that is %s now, and nothing else, is a patch of the api, once",
  async (_how, extension, file, text) => {
    const project = await makeTinyProject(whole);
    const from = await publish({ ...whole, "/b": { get: { ...b, ...extension } } });
    expect(await update(["--from", from], project, today)).toBe(0);
    expect(take("stdout")).toMatch(/^\*\*patch: callers need not act; 1 patch change\*\*/u);
    expect(await readFile(join(project.generated, file), "utf8")).toContain(text);
    expect(await readChangesets(project)).toEqual([expect.stringContaining('"@just-one/api": patch')]);
    expect(await check([], project)).toBe(0);
    expect(await update(["--from", from], project, today)).toBe(0);
    expect(take("stdout")).toBe("");
  },
);

function withForm(schema: JsonObject): JsonObject {
  const content = { "application/x-www-form-urlencoded": { schema: { type: "object", ...schema } } };
  return { ...b, requestBody: { content } };
}

test("a form that is told in two parts is the same form, whatever else changes", async () => {
  const [one, other] = [{ one: { type: "string" } }, { other: { type: "string" } }];
  const project = await makeTinyProject({ "/f": { post: withForm({ properties: { ...one, ...other } }) } });
  const split = withForm({ allOf: [{ properties: one }, { properties: other }] });
  const from = await publish({ "/f": { post: split }, "/a": { get: a } });
  expect(await update(["--from", from], project, today)).toBe(0);
  expect(take("stdout")).not.toContain("gone");
  expect(JSON.parse(await readFile(project.tombstones, "utf8"))).toMatchObject({ tombstones: [] });
});

test("typed data of an operation that goes stays typed", async () => {
  const project = await makeProject();
  const seed: { paths: JsonObject } = JSON.parse(await readFile(project.document, "utf8"));
  const from = join(project.root, "published.json");
  await writeFile(from, JSON.stringify({ ...seed, paths: { "/b": { get: b } } }));
  expect(await update(["--from", from], project, today)).toBe(0);
  const operations = await readFile(join(project.generated, "operations.ts"), "utf8");
  expect(operations).toContain("data: AuthorSpreadInfoData;");
  expect(operations).toContain("@deprecated The vendor removed this (missing since 2026-07-23)");
});

test("the summary of any number of changes fits into a pull request", async () => {
  const project = await makeTinyProject({ "/a": { get: a } });
  const many = Object.fromEntries(
    Array.from({ length: 1_500 }, (_, index) => [`/${"long".repeat(10)}/${index}`, { get: b }]),
  );
  expect(await update(["--from", await publish({ "/a": { get: a }, ...many })], project, today)).toBe(0);
  const summary = take("stdout");
  expect(summary.length).toBeLessThanOrEqual(60_000);
  expect(summary).toMatch(/… and \d+ more lines; `pnpm spec diff` of both documents tells all\.\n$/u);
});

test.each<[string, () => Promise<string>, RegExp]>([
  ["no such file", async () => "nowhere.json", /nowhere\.json: no such file/u],
  ["an unknown flag", async () => "--sweep", /Unknown option '--sweep'|--from' argument/u],
  [
    "a document that does not build",
    () => publish({ "/a": { get: { ...a, requestBody: { content: { "text/plain": {} } } } } }),
    /not application\/x-www-form-urlencoded alone/u,
  ],
])("%s: one clear line, and nothing changes", async (_name, choose, message) => {
  const project = await makeTinyProject({ "/a": { get: a } });
  const from = await choose();
  const before = await snapshotFolder(project.root);
  await expect(update(["--from", from], project, today)).rejects.toThrow(message);
  expect(await snapshotFolder(project.root)).toEqual(before);
});
