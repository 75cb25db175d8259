import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "../src/document/json-value.ts";
import { applyOverlays } from "../src/overlay/apply-overlays.ts";
import type { OverlayAction } from "../src/overlay/overlay.ts";
import { readOverlays } from "../src/overlay/read-overlays.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";

const action = (target: string, change: OverlayAction["change"]): OverlayAction => ({
  file: "x.overlay.yaml",
  number: 1,
  target,
  change,
});
const remove = (target: string): OverlayAction => action(target, { kind: "remove" });
const update = (target: string, value: JsonObject | string): OverlayAction =>
  action(target, { kind: "update", update: value });

function apply(document: JsonObject, ...actions: OverlayAction[]): JsonObject {
  applyOverlays(document, actions);
  return document;
}

test("objects merge, lists grow, everything else is replaced", () => {
  const document = { a: { keep: 1, list: [1], deep: { x: 1 }, text: "old" } };
  expect(apply(document, update("$.a", { list: [2], deep: { y: 2 }, text: "new" }))).toEqual({
    a: { keep: 1, list: [1, 2], deep: { x: 1, y: 2 }, text: "new" },
  });
});

test("each target gets a copy of its own", () => {
  const document: JsonObject = { a: {}, b: {} };
  apply(document, update("$[*]", { shared: {} }), update("$.a.shared", { only: "a" }));
  expect(document).toEqual({ a: { shared: { only: "a" } }, b: { shared: {} } });
});

test("removing several items of a list removes those", () => {
  expect(apply({ list: [1, 2, 3, 4] }, remove("$.list[?@ > 2]"))).toEqual({ list: [1, 2] });
});

test.each(["it's", String.raw`back\slash`, 'quo"te', "line\nbreak", "tab\t", "\u0001", "~1/", "ünï", "__proto__x"])(
  "a key such as %j is removed by a wildcard",
  (key) => {
    expect(apply({ a: { [key]: 1 } }, remove("$.a[*]"))).toEqual({ a: {} });
  },
);

test("an update never reaches a prototype", () => {
  const hostile: JsonObject = JSON.parse('{"__proto__": {"polluted": true}}');
  const document = apply({ a: {} }, update("$.a", hostile));
  expect(Object.keys(document["a"] ?? {})).toEqual(["__proto__"]);
  expect({}).not.toHaveProperty("polluted");
});

test("an action that says why it may match nothing waits, and is counted", () => {
  const waiting = { ...remove("$.gone"), whenPresent: "it comes and goes" };
  const document = { a: 1 };
  expect(applyOverlays(document, [waiting, remove("$.a"), waiting])).toBe(2);
  expect(document).toEqual({});
});

test.each([
  ["a stale target", remove("$.gone"), /x\.overlay\.yaml: action 1 \(\$\.gone\): stale/u],
  ["a bad JSONPath", remove("$.a[?("), /not a JSONPath of RFC 9535/u],
  ["a target that is no JSONPath at all", update("paths", {}), /not a JSONPath of RFC 9535/u],
  ["removal of everything", remove("$"), /the whole document cannot be removed/u],
  ["merging text into an object", update("$.a", "text"), /neither object nor list/u],
])("%s is an error that names the action", (_name, wrong, message) => {
  expect(() => apply({ a: {} }, wrong)).toThrow(message);
});

async function readOne(text: string): Promise<OverlayAction[]> {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, "one.overlay.yaml"), text);
  return readOverlays(folder);
}

const head = "overlay: 1.0.0\ninfo: { title: t, version: 1.0.0 }\n";

test("the overlays of a folder are read in the order of their names; other files are not", async () => {
  const folder = await makeTemporaryFolder();
  const write = (name: string, target: string): Promise<void> =>
    writeFile(join(folder, name), `${head}actions: [{ target: ${target}, description: why, remove: true }]`);
  await write("20-b.overlay.yaml", "$.b");
  await write("10-a.overlay.yaml", "$.a");
  await write("notes.yaml", "$.c");
  expect((await readOverlays(folder)).map(({ target }) => target)).toEqual(["$.a", "$.b"]);
});

test.each([
  ["YAML that is none", "a: [", /one\.overlay\.yaml:\d+:\d+: not YAML/u],
  ["a key written twice", `${head}actions: []\nactions: []`, /one\.overlay\.yaml:4:1: not YAML \(duplicate key\)/u],
  ["text", "just text", /not an overlay/u],
  ["another version", "overlay: 2.0.0", /"overlay" is "2\.0\.0"; expected 1\.0\.0/u],
  ["no title", "overlay: 1.0.0", /"info\.title" is missing/u],
  ["no actions", `${head}actions: []`, /"actions" is missing or empty/u],
  [
    "an action without a reason",
    `${head}actions: [{ target: $.a, remove: true }]`,
    /action 1: "description" must say why/u,
  ],
  [
    "an action without a change",
    `${head}actions: [{ target: $.a, description: w }]`,
    /expected either "update" or "remove/u,
  ],
  ["an action that does both", `${head}actions: [{ target: $, description: w, remove: true, update: {} }]`, /either/u],
  [
    "an unknown keyword",
    `${head}actions: [{ target: $, description: w, remove: true, copy: x }]`,
    /unknown keyword "copy"/u,
  ],
  [
    "an alias bomb",
    `a: &a [x]\n${Array.from({ length: 12 }, (_, i) => `b${i}: &b${i} [${`*${i === 0 ? "a" : `b${i - 1}`},`.repeat(9)}]`).join("\n")}`,
    /one\.overlay\.yaml: /u,
  ],
])("%s is refused", async (_name, text, message) => {
  await expect(readOne(text)).rejects.toThrow(message);
});

test("a folder that does not exist is named", async () => {
  await expect(readOverlays("no-such-folder")).rejects.toThrow(/no-such-folder: no such folder of overlays/u);
});
