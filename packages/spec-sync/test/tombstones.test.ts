import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import { applyTombstones } from "../src/tombstones/apply-tombstones.ts";
import { readTombstones } from "../src/tombstones/read-tombstones.ts";
import { bury, check } from "./support/bury.ts";
import { buildDocument, loadCatalog } from "./support/build-document.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

const page = { name: "page", in: "query", schema: { type: "integer" } };
const size = { name: "size", in: "query", required: true, schema: { $ref: "#/components/schemas/Size" } };
const Result = { type: "object", properties: { code: { type: "integer", enum: [0, 100] }, data: {} } };
const Size = { type: "integer", description: "how many" };

function createDocument(paths: JsonObject, schemas: JsonObject = { Result, Size }): JsonObject {
  return createTinyDocument({ paths, components: { schemas } });
}

const form = (properties: JsonObject, required: string[] = []): JsonObject => ({
  content: { "application/x-www-form-urlencoded": { schema: { type: "object", properties, required } } },
});

const whole = createDocument({
  "/a": { parameters: [page], get: createTinyOperation({ operationId: "a", parameters: [size] }) },
  "/b": { get: createTinyOperation({ parameters: [page, size] }) },
});

test("an operation that is gone stays in types and catalog, deprecated, with the day and what it took", async () => {
  const { buried } = bury(whole, createDocument({ "/b": { get: createTinyOperation({ parameters: [page, size] }) } }));
  const after = check(createDocument({ "/b": { get: createTinyOperation() } }, { Result }));
  applyTombstones(after, buried);
  const { operations, catalog } = await buildDocument(after);
  expect(operations).toMatch(
    /@deprecated The vendor removed this \(missing since 2026-07-23\)[^"]*"GET \/a": \{\n {4}params: \{[^}]*size: number;[^}]*page\?: number \| undefined;/u,
  );
  const entries = (await loadCatalog(catalog)).catalog;
  expect(entries).toMatchObject([
    { operation: "GET /a", removed: "2026-07-23", deprecated: true },
    { operation: "GET /b" },
  ]);
  expect(entries[1]).not.toHaveProperty("removed");
});

test("what only a tombstone refers to is kept beside it, and nothing else", () => {
  const { buried } = bury(whole, createDocument({ "/c": { get: createTinyOperation() } }, { Result }));
  expect(buried.components).toEqual({ schemas: { Result, Size } });
});

test.each([
  ["optional", { ...page }],
  ["required", { ...page, required: true }],
])("a parameter that is gone and was %s stays in the types, optional and deprecated", async (_name, parameter) => {
  const { buried } = bury(
    createDocument({ "/a": { get: createTinyOperation({ parameters: [parameter] }) } }),
    createDocument({ "/a": { get: createTinyOperation() } }),
  );
  const after = check(createDocument({ "/a": { get: createTinyOperation() } }));
  applyTombstones(after, buried);
  const { operations, catalog } = await buildDocument(after);
  expect(operations).toMatch(/@deprecated The vendor removed this [^/]*\*\/\n {6}page\?: number \| undefined;/u);
  expect((await loadCatalog(catalog)).catalog).toMatchObject([
    { operation: "GET /a", deprecated: false, parameters: [{ name: "page", required: false, removed: "2026-07-23" }] },
  ]);
});

function listing(...codes: number[]): JsonObject {
  return createDocument(
    { "/a": { get: createTinyOperation() } },
    { Result: { type: "object", properties: { code: { type: "integer", enum: codes } } } },
  );
}

test("a business code that is gone stays in its type, until it comes back", async () => {
  const { buried } = bury(listing(0, 100, 503), listing(0, 100));
  expect(buried.codes).toEqual([503]);
  const { operations } = await buildDocument(listing(0, 100), buried);
  expect(operations).toContain("export type BusinessCode = 0 | 100 | 503;");
  expect(bury(listing(0, 100), listing(0, 100, 503), { existing: buried }).buried.codes).toEqual([]);
});

test("what comes back loses its tombstone, and the others keep their day", () => {
  const { buried } = bury(whole, createDocument({}));
  const { buried: later } = bury(createDocument({}), createDocument({ "/a": { get: createTinyOperation() } }), {
    existing: buried,
    today: "2026-08-01",
  });
  expect(later.tombstones.map(({ operation, removed }) => ({ operation, removed }))).toEqual([
    { operation: "GET /b", removed: "2026-07-23" },
  ]);
});

test("an operation that is put back keeps the tombstones its parameters had before", () => {
  const first = bury(whole, createDocument({ "/b": { get: createTinyOperation({ parameters: [size] }) } }));
  const withoutPage = createDocument({ "/b": { get: createTinyOperation({ parameters: [size] }) } });
  const { buried } = bury(withoutPage, createDocument({}), { existing: first.buried, today: "2026-08-01" });
  const after = check(createDocument({}));
  applyTombstones(after, buried);
  expect(buried.tombstones.map(({ operation, parameter, removed }) => [operation, parameter, removed])).toEqual([
    ["GET /a", undefined, "2026-07-23"],
    ["GET /b", undefined, "2026-08-01"],
    ["GET /b", "page", "2026-07-23"],
  ]);
  expect(after).toHaveProperty(
    ["paths", "/b", "get", "parameters"],
    [size, expect.objectContaining({ name: "page", "x-just-one-removed": "2026-07-23" })],
  );
});

test("a path that differs in the names of its parameters only takes the place of the one that is gone", () => {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const { buried } = bury(
    createDocument({ "/a/{id}": { get: createTinyOperation({ parameters: [id] }) } }),
    createDocument({ "/a/{key}": { get: createTinyOperation({ parameters: [{ ...id, name: "key" }] }) } }),
  );
  const after = check(createDocument({ "/a/{key}": { get: createTinyOperation() } }));
  applyTombstones(after, buried);
  expect(Object.keys(after.paths)).toEqual(["/a/{key}"]);
});

const post = (body: JsonObject): JsonObject =>
  createDocument({ "/f": { post: createTinyOperation({ requestBody: body }) } });
const get = (...parameters: JsonObject[]): JsonObject =>
  createDocument({ "/g": { get: createTinyOperation({ parameters }) } });
const text = { type: "string" };

test.each<[string, JsonObject, JsonObject, string]>([
  [
    "an operation is gone",
    whole,
    createDocument({ "/b": { get: createTinyOperation({ parameters: [page, size] }) } }),
    "minor",
  ],
  [
    "GET became POST",
    get(page),
    createDocument({ "/g": { post: createTinyOperation({ parameters: [page] }) } }),
    "minor",
  ],
  ["a parameter is gone", get(page), get(), "minor"],
  ["a field of a form is gone", post(form({ a: text, b: text })), post(form({ a: text })), "minor"],
  ["an optional parameter is renamed", get(page), get({ ...page, name: "pageIndex" }), "minor"],
  [
    "a required parameter is renamed",
    get({ ...page, required: true }),
    get({ ...page, name: "pageIndex", required: true }),
    "major",
  ],
  [
    "a parameter is gone and another became required",
    get(page, { name: "q", in: "query", schema: text }),
    get({ name: "q", in: "query", required: true, schema: text }),
    "major",
  ],
  ["a parameter changed its type", get(page), get({ ...page, schema: text }), "major"],
])("where %s, the step is judged again", (_name, before, after, level) => {
  expect(bury(before, after).diff.level).toBe(level);
});

test.each([
  ["[]", /not a list of tombstones/u],
  ['{"tombstones": [{"operation": "GET"}]}', /tombstone 1: "operation" is not "METHOD \/path"/u],
  ['{"tombstones": [{"operation": "GET /a", "removed": "today"}]}', /tombstone 1: "removed" is not YYYY-MM-DD/u],
  ['{"tombstones": [{"operation": "GET /a", "removed": "2026-07-23"}]}', /tombstone 1: "definition" is no object/u],
  ["{", /tombstones\.json:1:2: not JSON/u],
])("a file that holds %s is refused", async (content, message) => {
  const path = join(await makeTemporaryFolder(), "tombstones.json");
  await writeFile(path, content);
  await expect(readTombstones(path)).rejects.toThrow(message);
});

test("an operation is not taken for another one's parameter, though a path may hold a space", () => {
  const operation = createTinyOperation({ parameters: [{ ...page, name: "b" }] });
  const { buried } = bury(
    createDocument({ "/a": { get: operation }, "/a b": { get: createTinyOperation() } }),
    createDocument({ "/a": { get: createTinyOperation() } }),
  );
  expect(buried.tombstones.map(({ operation: name, parameter }) => [name, parameter])).toEqual([
    ["GET /a", "b"],
    ["GET /a b", undefined],
  ]);
});

test("a path that only calls its parameter otherwise leaves no tombstone, for nothing can be kept beside it", () => {
  const { buried, diff } = bury(nameInPath("id"), nameInPath("userId"));
  expect(buried.tombstones).toEqual([]);
  expect(diff.level).toBe("major");
});

function nameInPath(name: string): JsonObject {
  const parameters = [{ name, in: "path", required: true, schema: { type: "string" } }];
  return createDocument({ [`/a/{${name}}`]: { get: createTinyOperation({ parameters }) } });
}
