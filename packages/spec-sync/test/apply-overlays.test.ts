import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { array, assert, constant, constantFrom, dictionary, integer, letrec, oneof, property, tuple } from "fast-check";
import { query } from "json-p3";
import { expect, test } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "@just-one/document";
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

test.each<[target: string, left: number[]]>([
  ["$.list[2,0]", [1, 3]],
  ["$.list[0,0]", [1, 2, 3]],
  ["$.list[-1,3,0]", [1, 2]],
  ["$.list[?@ > 1, 0, ?@ > 2]", [1]],
  ["$.list[::-1]", []],
  ["$.list[3:0:-2]", [0, 2]],
  ["$..[1,1]", [0, 2, 3]],
  ["$['list','list'][0]", [1, 2, 3]],
])("%s removes those items and no others, however often and in whatever order it names them", (target, left) => {
  expect(apply({ list: [0, 1, 2, 3] }, remove(target))).toEqual({ list: left });
});

test("what is named within what is named goes with it", () => {
  expect(apply({ a: [{ b: [1, 2] }, { b: [3] }, 4] }, remove("$..[0]"))).toEqual({ a: [{ b: [] }, 4] });
  expect(apply({ a: { a: { a: 1 } }, b: 2 }, remove("$..a"))).toEqual({ b: 2 });
});

test("a target that is named twice is updated once", () => {
  expect(apply({ list: [1] }, update("$['list','list']", "text"))).toEqual({ list: [1, "text"] });
  expect(apply({ a: { list: [1] } }, update("$['a','a']", { list: [2] }))).toEqual({ a: { list: [1, 2] } });
});

test("whatever path it is, what it names is removed and nothing else", () => {
  const selector = oneof(
    integer({ min: -3, max: 3 }).map(String),
    constantFrom("'a'", "'b'", "*", "::-1", "1:", ":2", "?@.a", "?@[0]", "?count(@.*) > 1"),
  );
  const segment = tuple(constantFrom("", ".."), array(selector, { minLength: 1, maxLength: 3 })).map(
    ([dots, selectors]) => `${dots}[${selectors.join(",")}]`,
  );
  const path = array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `$${segments.join("")}`);
  const tree = letrec<{ node: JsonValue }>((tie) => ({
    node: oneof(
      { maxDepth: 4, withCrossShrink: true },
      // Objects only, because two texts that are alike could not be told apart.
      constant(null).map((): JsonValue => ({})),
      dictionary(constantFrom("a", "b", "c"), tie("node"), { maxKeys: 3 }),
      array(tie("node"), { maxLength: 4 }),
    ),
  })).node;
  assert(
    property(tree, path, (root, target) => {
      const document: JsonObject = { root: structuredClone(root) };
      // Safe: no number stands in it, whatever its size.
      const named = new Set(query(target, document as Parameters<typeof query>[1]).values()) as Set<JsonValue>;
      const expected = JSON.stringify(leaveOut(document, named));
      const maybe = { ...remove(target), whenPresent: "many paths name nothing here" };
      expect(JSON.stringify(apply(document, maybe))).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

function leaveOut(value: JsonValue, named: ReadonlySet<JsonValue>): JsonValue {
  if (Array.isArray(value)) return value.filter((item) => !named.has(item)).map((item) => leaveOut(item, named));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => !named.has(item));
  return Object.fromEntries(kept.map(([key, item]) => [key, leaveOut(item, named)]));
}

test.each(["it's", String.raw`back\slash`, 'quo"te', "line\nbreak", "tab\t", "\u0001", "~1/", "ünï", "__proto__x"])(
  "a key such as %j is removed by a wildcard",
  (key) => {
    expect(apply({ a: { [key]: 1 } }, remove("$.a[*]"))).toEqual({ a: {} });
  },
);

test("long integers stay whole, from YAML and from JSON, into what is merged and found", async () => {
  const long = "7048929565493690398";
  const text = `overlay: 1.0.0\ninfo: { title: t, version: 1 }\nactions:\n  - { target: $.a, description: w, update: { id: ${long} } }\n`;
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, "1.overlay.yaml"), text);
  await writeFile(
    join(folder, "2.overlay.json"),
    writeOverlay("$.a").replace('"remove":true', `"update":{"max":-${long}}`),
  );
  const document: JsonObject = { a: { kept: BigInt(long) } };
  applyOverlays(document, await readOverlays(folder));
  expect(document).toEqual({ a: { kept: BigInt(long), id: BigInt(long), max: -BigInt(long) } });
  expect(apply(document, remove("$.a.kept"), remove(`$.a[?@ == -${long}]`))).toEqual({ a: { id: BigInt(long) } });
});

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

function writeOverlay(target: string): string {
  const actions = [{ target, description: "why", remove: true }];
  return JSON.stringify({ overlay: "1.0.0", info: { title: "t", version: "1" }, actions });
}

test("overlays in .yml and .json are read like those in .yaml, whatever the letter case", async () => {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, "1.overlay.yml"), writeOverlay("$.a"));
  await writeFile(join(folder, "2.overlay.json"), writeOverlay("$.b").replaceAll(",", "\t,\n\t"));
  await writeFile(join(folder, "3.OVERLAY.YAML"), writeOverlay("$.c"));
  await writeFile(join(folder, "4.overlay.yaml.orig"), writeOverlay("$.d"));
  await writeFile(join(folder, ".5.overlay.yaml.swp"), writeOverlay("$.e"));
  expect((await readOverlays(folder)).map(({ target }) => target)).toEqual(["$.a", "$.b", "$.c"]);
});

test.each(["1.overlay.toml", "1.overlay", "1.overlay.yaml5"])("%s is no overlay, and not left out", async (name) => {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, name), "x");
  await expect(readOverlays(folder)).rejects.toThrow(`${name}: overlays end in .overlay.yaml, .overlay.yml`);
});

test.each([
  ["YAML that is none", "a: [", /one\.overlay\.yaml:\d+:\d+: not YAML/u],
  ["a key written twice", `${head}actions: []\nactions: []`, /one\.overlay\.yaml:4:1: duplicate key "actions"/u],
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
    /one\.overlay\.yaml:\d+:\d+: its aliases hold more than 100000 values/u,
  ],
])("%s is refused", async (_name, text, message) => {
  await expect(readOne(text)).rejects.toThrow(message);
});

test("a folder that does not exist is named", async () => {
  await expect(readOverlays("no-such-folder")).rejects.toThrow(/no-such-folder: no such folder of overlays/u);
});
