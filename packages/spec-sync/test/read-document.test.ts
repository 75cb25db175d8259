import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assert, json, property } from "fast-check";
import { expect, test } from "vitest";
import { type JsonObject, type JsonValue, parseJson } from "@just-one/document";
import { readDocument } from "../src/document/read-document.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

async function read(text: string | Uint8Array, keywords: "strict" | "tolerant" = "strict"): Promise<JsonValue> {
  const file = join(await makeTemporaryFolder(), "document.json");
  await writeFile(file, text);
  const { document } = await readDocument(file, { keywords });
  return document;
}

const withOperation = (fields: JsonObject): JsonObject =>
  createTinyDocument({ paths: { "/a": { get: createTinyOperation(fields) } } });
const withParameter = (fields: JsonObject): JsonObject =>
  withOperation({ parameters: [{ name: "id", in: "query", schema: { type: "string" }, ...fields }] });
const withSchemas = (schemas: JsonObject): JsonObject => createTinyDocument({ components: { schemas } });
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const tiny = withOperation({});

test("a document comes back as it was written, with or without a byte order mark", async () => {
  expect(await read(JSON.stringify(tiny))).toEqual(tiny);
  expect(await read(`\uFEFF${JSON.stringify(tiny)}`)).toEqual(tiny);
});

test("YAML is read as the JSON that says the same, and kept as that", async () => {
  const text = `\uFEFFopenapi: 3.1.0
info: { title: tiny, version: '1' }
paths:
  /a:
    get:
      parameters:
        - &on { name: on, in: query, schema: { type: string, enum: [yes, no, 2026-11-27], default: no } }
        - { name: id, in: query, schema: { type: integer, maximum: 7048929565493690398 } }
      responses:
        200: { description: fine }
        4XX: { description: "no" }
  /b:
    get: { parameters: [*on], responses: { '200': { description: fine } } }
`;
  const file = join(await makeTemporaryFolder(), "document.YML");
  await writeFile(file, text.replaceAll("\n", "\r\n"));
  const { document, text: kept } = await readDocument(file, { keywords: "strict" });
  const on = { name: "on", in: "query", schema: { type: "string", enum: ["yes", "no", "2026-11-27"], default: "no" } };
  const id = { name: "id", in: "query", schema: { type: "integer", maximum: 7_048_929_565_493_690_398n } };
  expect(document).toEqual({
    openapi: "3.1.0",
    info: { title: "tiny", version: "1" },
    paths: {
      "/a": {
        get: { parameters: [on, id], responses: { "200": { description: "fine" }, "4XX": { description: "no" } } },
      },
      "/b": { get: { parameters: [on], responses: { "200": { description: "fine" } } } },
    },
  });
  expect(parseJson(kept, "kept")).toEqual(document);
});

test("what is wrong in YAML is told with its place", async () => {
  const file = join(await makeTemporaryFolder(), "document.yaml");
  await writeFile(file, "openapi: 3.1.0\ninfo: { title: t, version: 1.0 }\npaths: {}\n");
  await expect(readDocument(file, { keywords: "strict" })).rejects.toThrow(
    /document\.yaml: \/info\/version: expected a string/u,
  );
  await writeFile(file, "openapi: 3.1.0\npaths: { /a: {}, /a: {} }\n");
  await expect(readDocument(file, { keywords: "strict" })).rejects.toThrow(/document\.yaml:2:18: duplicate key "\/a"/u);
});

test.each<[string, string | Uint8Array, RegExp]>([
  ["an empty file", "", /document\.json:1:1: not JSON/u],
  ["a cut file", '{"openapi": "3.1.0",', /document\.json:1:21: not JSON/u],
  ["a comment", '// no\n{"openapi": "3.1.0"}', /document\.json:1:1: not JSON/u],
  ["a trailing comma", '{"openapi": "3.1.0",}', /not JSON/u],
  ["text after the end", "{} {}", /document\.json:1:4: not JSON/u],
  ["HTML", "<!doctype html>", /document\.json:1:1: not JSON/u],
  ["bytes that are no text", new Uint8Array([0x7b, 0xff, 0xfe]), /document\.json: not UTF-8/u],
  ["a key written twice", '{"paths": {\n "/a": {},\n "/a": {}}}', /:3:2: duplicate key "\/a" in \/paths/u],
  ["a method written twice", '{"paths": {"/a": {"get": 1, "get": 2}}}', /duplicate key "get" in \/paths\/~1a/u],
  ["nesting without end", "[".repeat(100_000), /nested deeper than 128 levels/u],
  ["a list", "[]", /not an OpenAPI document; expected an object/u],
  ["any other object", '{"name": "x"}', /not an OpenAPI document; "openapi" is missing/u],
  ["Swagger 2.0", '{"swagger": "2.0"}', /document\.json:1:2: \/swagger: OpenAPI \(Swagger\) 2\.0/u],
  ["OpenAPI 3.2", '{"openapi": "3.2.0"}', /version "3\.2\.0" is not read/u],
  ["a number as version", '{"openapi": 3.1}', /version 3\.1 is not read/u],
])("%s is refused with its place", async (_name, text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

test.each<[string, JsonObject, RegExp]>([
  ["no paths", { openapi: "3.1.0", info: { title: "", version: "" } }, /"paths" is missing \(Document\)/u],
  ["paths as a list", { ...tiny, paths: [] }, /\/paths: expected an object/u],
  ["a path without a slash", createTinyDocument({ paths: { a: {} } }), /a path starts with \//u],
  [
    "an operation without responses, in 3.0",
    { ...createTinyDocument({ paths: { "/a": { get: {} } } }), openapi: "3.0.3" },
    /"responses" is missing/u,
  ],
  ["an unknown keyword", withOperation({ respones: 1 }), /get\/respones: unknown keyword "respones" \(Operation\)/u],
  ["an unknown schema keyword", withParameter({ schema: { maxLenght: 1 } }), /unknown keyword "maxLenght" \(Schema\)/u],
  ["an unknown type", withParameter({ schema: { type: "text" } }), /unknown type "text"/u],
  ["a name that is no text", withParameter({ name: 7 }), /parameters\/0\/name: expected a string/u],
  ["required that is no boolean", withParameter({ required: "yes" }), /required: expected a boolean/u],
  [
    "a reference to nowhere",
    withParameter({ schema: { $ref: "#/components/x" } }),
    /"#\/components\/x" leads nowhere/u,
  ],
  [
    "a reference to text",
    withParameter({ schema: { $ref: "#/info/title" } }),
    /\$ref: "#\/info\/title" leads to no object/u,
  ],
  ["a schema that is itself", withSchemas({ A: ref("A") }), /\/components\/schemas\/A\/\$ref: .* round in a circle/u],
  ["a schema that is itself, written otherwise", withSchemas({ A: ref("%41") }), /round in a circle/u],
  [
    "a schema made of itself and more",
    withSchemas({ A: { allOf: [{ allOf: [ref("A"), {}] }] } }),
    /round in a circle/u,
  ],
  ["a schema that leads into a circle", withSchemas({ A: ref("B"), B: ref("C"), C: ref("B") }), /round in a circle/u],
  ["a reference whose % begins nothing, to nowhere", withSchemas({ A: ref("B%") }), /A\/\$ref: "#.*B%" leads nowhere/u],
  ["a reference to a file", withParameter({ schema: { $ref: "other.json" } }), /leaves the document/u],
  [
    "one path under two names",
    createTinyDocument({ paths: { "/a/{id}": {}, "/a/{key}": {} } }),
    /duplicate operation: the same path as "\/a\/\{id\}"/u,
  ],
])("%s is refused with its place", async (_name, document, message) => {
  await expect(read(JSON.stringify(document, null, 2))).rejects.toThrow(message);
});

test("what only a stranger knows passes when tolerant, to be classified", async () => {
  const document = withOperation({ respones: 1 });
  await expect(read(JSON.stringify(document), "tolerant")).resolves.toEqual(document);
});

test.each<[name: string, reference: string]>([
  ["5%", "5%25"],
  ["5%", "5%"],
  ["a/b~c", "a~1b~0c"],
  ["a/b~c", "a~1b%7E0c"],
  ["天", "%E5%A4%A9"],
  ["5%25", "5%2525"],
])("the component %j is found by %j", async (name, reference) => {
  const document = withSchemas({ [name]: { type: "string" }, User: ref(reference) });
  await expect(read(JSON.stringify(document))).resolves.toEqual(document);
});

test("a schema may hold itself, and be used in many places", async () => {
  const Node = { type: "object", properties: { next: ref("Node") } };
  const document = withSchemas({ Node, Twice: { allOf: [ref("Node"), { anyOf: [ref("Node"), ref("Node")] }] } });
  await expect(read(JSON.stringify(document))).resolves.toEqual(document);
});

test("extensions pass everywhere", async () => {
  const document = { ...withParameter({ "x-a": 1, schema: { "x-b": 2 } }), "x-c": 3 };
  await expect(read(JSON.stringify(document))).resolves.toEqual(document);
});

test("a missing file and a folder are named", async () => {
  const folder = await makeTemporaryFolder();
  await expect(readDocument(join(folder, "none.json"), { keywords: "strict" })).rejects.toThrow(
    /none\.json: no such file/u,
  );
  await expect(readDocument(folder, { keywords: "strict" })).rejects.toThrow(/is a folder/u);
});

test("a name such as __proto__ stays a name", () => {
  const value = parseJson('{"__proto__": {"polluted": true}}', "x");
  expect(Object.keys(value ?? {})).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test("any JSON is read as JSON.parse reads it", () => {
  assert(
    property(json(), (text) => {
      expect(parseJson(text, "x")).toEqual(JSON.parse(text));
    }),
  );
});

test.skipIf(!existsSync("/dev/zero"))(
  "a device that never ends (needs /dev/zero) is read to the limit only",
  async () => {
    await expect(readDocument("/dev/zero", { keywords: "strict" })).rejects.toThrow(
      "/dev/zero: more than the 67108864 bytes allowed",
    );
  },
);
