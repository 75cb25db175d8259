import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import { parseDocument } from "../src/document/read-document.ts";
import { buildDocument, loadCatalog, loadProse } from "./support/build-document.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation, tinyResponses } from "./support/tiny-document.ts";
import { typeCheck } from "./support/type-check.ts";

const query = (name: string, schema: JsonObject, required = false): JsonObject => ({
  name,
  in: "query",
  required,
  schema,
});
const get = (fields: JsonObject): JsonObject => ({ "/a/v1": { get: createTinyOperation(fields) } });
const reply = (schema: JsonObject): JsonObject => ({
  responses: { "200": { description: "", content: { "*/*": { schema } } } },
});
const form = (properties: JsonObject, required: string[] = []): JsonObject => ({
  requestBody: {
    content: { "application/x-www-form-urlencoded": { schema: { type: "object", properties, required } } },
  },
});

test("path, query and form parameters become one flat object, required ones first", async () => {
  const { operations } = await buildDocument(
    createTinyDocument({
      paths: {
        "/a/{id}": {
          post: createTinyOperation({
            ...form({ body: { type: "string" }, token: { type: "string" } }, ["body", "token"]),
            parameters: [query("page", { type: "integer" }), { name: "id", in: "path", required: true, schema: {} }],
          }),
        },
      },
    }),
  );
  expect(operations).toContain(
    [
      '  "POST /a/{id}": {',
      "    params: {",
      "      body: string;",
      "      id: boolean | null | number | bigint | string;",
      "      page?: number | undefined;",
      "    };",
      "    data: unknown;",
      "  };",
    ].join("\n"),
  );
});

test("only the name token itself is secret", async () => {
  const names = ["token", "pageToken", "userUrlToken", "Token", "tokens", "cookies_buffer"];
  const { catalog } = await buildDocument(
    createTinyDocument({ paths: get({ parameters: names.map((name) => query(name, { type: "string" }, true)) }) }),
  );
  const [entry] = (await loadCatalog(catalog)).catalog;
  expect(entry?.token).toBe("query");
  expect(entry?.parameters.map(({ name }) => name).toSorted()).toEqual(names.slice(1).toSorted());
});

test.each<[string, JsonObject, string]>([
  ["an enum", { type: "string", enum: ["b", "a"] }, '"a" | "b"'],
  ["an enum of numbers", { type: "integer", enum: [10, 9] }, "9 | 10"],
  ["text", { type: "string", format: "date" }, "string"],
  ["a 32-bit integer", { type: "integer", format: "int32" }, "number"],
  ["a 64-bit integer", { type: "integer", format: "int64" }, "number | bigint"],
  ["a number", { type: "number" }, "number"],
  ["a boolean", { type: "boolean" }, "boolean"],
  ["text or null", { type: ["string", "null"] }, "null | string"],
  ["nullable, as 3.0 says it", { type: "string", nullable: true }, "null | string"],
  ["a list", { type: "array", items: { type: "string", enum: ["x", "y"] } }, 'readonly ("x" | "y")[]'],
  ["an object", { type: "object" }, "Readonly<Record<string, unknown>>"],
  [
    "nothing, which may be all that can be sent",
    {},
    "readonly (string | number | bigint | boolean)[] | boolean | null | number | bigint | string",
  ],
  ["a reference", { $ref: "#/components/schemas/Colour" }, '"blue" | "red"'],
])("a parameter of %s gets its type", async (_name, schema, type) => {
  const { operations } = await buildDocument(
    createTinyDocument({
      paths: get({
        parameters: [{ ...query("p", schema, true), ...(type.includes("Record<") ? { style: "deepObject" } : {}) }],
      }),
      components: { schemas: { Result: {}, Colour: { type: "string", enum: ["red", "blue"] } } },
    }),
  );
  expect(operations).toContain(`      p: ${type};\n`);
});

test("the vendor's default is told, and sent by nobody", async () => {
  const { operations, catalog } = await buildDocument(
    createTinyDocument({
      paths: get({
        parameters: [
          query("range", { type: "string", default: "DAY_30" }),
          query("page", { type: "integer", default: 1 }),
          query("empty", { type: "string", default: "" }),
          query("needed", { type: "string", default: "x" }, true),
        ],
      }),
    }),
  );
  expect(operations).toContain("/** The vendor assumes DAY_30 when omitted. */");
  expect(operations).toContain("/** The vendor assumes 1 when omitted. */");
  expect(operations.match(/The vendor assumes/gu)).toHaveLength(2);
  expect(catalog).not.toContain("DAY_30");
});

test("a parameter that goes out of use is struck through in editors", async () => {
  const { operations } = await buildDocument(
    createTinyDocument({ paths: get({ parameters: [{ ...query("old", { type: "string" }), deprecated: true }] }) }),
  );
  expect(operations).toContain("      /** @deprecated The vendor marks it so. */\n      old?: string | undefined;");
});

test("an operation's own parameter overrides the one of its path", async () => {
  const { operations } = await buildDocument(
    createTinyDocument({
      paths: {
        "/a": {
          parameters: [query("p", { type: "string" }), query("shared", { type: "string" })],
          get: createTinyOperation({ parameters: [query("p", { type: "integer" })] }),
        },
      },
    }),
  );
  expect(operations).toContain("p?: number | undefined;");
  expect(operations).toContain("shared?: string | undefined;");
});

test("the catalog tells what the document marks, and prose what it says", async () => {
  const { catalog, prose, operations } = await buildDocument(
    createTinyDocument({
      tags: [{ name: "Shop", description: "Sells.", "x-platform-aliases": ["Shop", "商店"] }, { name: "unused" }],
      paths: get({
        summary: "Sum",
        description: "More.",
        tags: ["Shop", "other"],
        deprecated: true,
        "x-docs-hidden": true,
        "x-search-aliases": ["find", "查找", "find"],
        "x-api-version": "v9",
        "x-recommended": true,
        "x-highlights": [{ kind: "LIMITATION", content: "Only red ones.", aliases: ["red"] }, { kind: "EMPTY" }],
        parameters: [
          { ...query("q", { type: "integer", default: 3, example: 7 }), description: "How many." },
          query("silent", { type: "string" }),
        ],
        ...reply({
          properties: { data: { type: ["object", "null"], properties: { "a:b": { description: "1\n2" } } } },
        }),
      }),
    }),
  );
  expect((await loadCatalog(catalog)).catalog[0]).toEqual({
    operation: "GET /a/v1",
    method: "GET",
    path: "/a/v1",
    token: "none",
    parameters: [
      { name: "q", in: "query", required: false, types: ["integer"] },
      { name: "silent", in: "query", required: false, types: ["string"] },
    ],
    deprecated: true,
    hidden: true,
  });
  expect(await loadProse(prose)).toEqual({
    platforms: [{ name: "Shop", aliases: ["Shop", "商店"], description: "Sells." }],
    operations: [
      {
        operation: "GET /a/v1",
        summary: "Sum",
        description: "More.",
        platform: "Shop",
        aliases: ["find", "查找"],
        family: "/a",
        version: "v1",
        recommended: true,
        notes: [{ kind: "LIMITATION", text: "Only red ones.", aliases: ["red"] }],
        parameters: [{ name: "q", description: "How many.", default: 3, example: 7 }],
        reply: ["data: null|object", ' "a:b": unknown — 1 2'],
      },
    ],
  });
  expect(operations).toContain("@deprecated");
  expect(operations).toContain("The vendor leaves it out of its own pages.");
});

test("data has a type named after its operation wherever in the reply it stands", async () => {
  const schemas: JsonObject = {
    Result: { properties: { code: { enum: [7, 0] }, data: {} } },
    Thing: { type: "object" },
  };
  const typed = { properties: { data: { $ref: "#/components/schemas/Thing" } } };
  const { operations } = await buildDocument(
    createTinyDocument({
      components: { schemas },
      paths: {
        "/all-of": { get: reply({ allOf: [{ $ref: "#/components/schemas/Result" }, typed] }) },
        "/direct": { get: reply(typed) },
        "/untyped": { get: reply({ $ref: "#/components/schemas/Result" }) },
      },
    }),
  );
  expect(operations.match(/ {4}data: \w+;/gu)).toEqual([
    "    data: AllOfData;",
    "    data: DirectData;",
    "    data: unknown;",
  ]);
  expect(operations).toContain('export type AllOfData = components["schemas"]["AllOfData"];');
  expect(operations).toContain('export type DirectData = components["schemas"]["AllOfData"];');
  expect(operations).toContain("export type BusinessCode = 0 | 7;");
});

test("without a list of codes, a business code is any number", async () => {
  const { operations } = await buildDocument(
    createTinyDocument({ paths: { "/a": { get: { responses: { "200": { description: "" } } } } } }),
  );
  expect(operations).toContain("export type BusinessCode = number;");
  expect(operations).not.toContain("import ");
});

test.each<[string, JsonObject, RegExp]>([
  [
    "one name in two places",
    { "/a": { post: createTinyOperation({ ...form({ p: {} }), parameters: [query("p", {})] }) } },
    /document\.json: POST \/a: parameter "p" stands in query and form/u,
  ],
  ["one parameter twice", get({ parameters: [query("p", {}), query("p", {})] }), /"p" stands in query twice/u],
  ["a header", get({ parameters: [{ name: "h", in: "header" }] }), /stands in "header"; only path, query and form/u],
  ["a hole without a parameter", { "/a/{id}": { get: createTinyOperation() } }, /the path's \{id\} has no parameter/u],
  [
    "a path parameter without a hole",
    get({ parameters: [{ name: "id", in: "path" }] }),
    /"id" does not stand in the path/u,
  ],
  [
    "a JSON body",
    { "/a": { post: createTinyOperation({ requestBody: { content: { "application/json": {} } } }) } },
    /its body is not application\/x-www-form-urlencoded/u,
  ],
  [
    "a token in the path",
    { "/{token}": { get: createTinyOperation({ parameters: [{ name: "token", in: "path" }] }) } },
    /the token stands in the path/u,
  ],
])("%s cannot be told to callers and is refused", async (_name, paths, message) => {
  await expect(buildDocument(createTinyDocument({ paths }))).rejects.toThrow(message);
});

test("references that go round in a circle are refused", async () => {
  const document = createTinyDocument({
    paths: { "/a": { get: { responses: { "200": { $ref: "#/components/responses/A" } } } } },
    components: {
      responses: { A: { $ref: "#/components/responses/B" }, B: { $ref: "#/components/responses/A" } },
    },
  });
  await expect(buildDocument(document)).rejects.toThrow(/"#\/components\/responses\/\w" leads round in a circle/u);
});

test("a shared reply is read like one of its own", async () => {
  const { operations } = await buildDocument(
    createTinyDocument({
      paths: { "/a": { get: { responses: { "200": { $ref: "#/components/responses/Fine" } } } } },
      components: {
        responses: { Fine: tinyResponses["200"] ?? {} },
        schemas: { Result: { properties: { code: { enum: [0] } } } },
      },
    }),
  );
  expect(operations).toContain("export type BusinessCode = 0;");
});

describe("names and shapes that are rare, but allowed", () => {
  const names = ["Record", "Readonly", "Operations", "BusinessCode", "Array", "String", "Validator"];

  test.each(names)("a schema called %s takes no other type's meaning", async (name) => {
    // One program for all of them: most of what a compiler does is to start.
    problems ??= compile(
      names.map((each) => createTypedDocument(`#/components/schemas/${each}`, { [each]: { type: "object" } })),
    );
    expect((await problems).filter((line) => line.includes(`/document-${names.indexOf(name)}/`))).toEqual([]);
    expect((await problems).filter((line) => !line.includes("/document-"))).toEqual([]);
  });

  test("data that is a part of a component gets no type of another component", async () => {
    const part = { properties: { Part: { type: "object" } } };
    const document = createTypedDocument("#/components/schemas/Whole/properties/Part", {
      Whole: part,
      Part: { type: "number" },
    });
    expect(await compile([document])).toEqual([]);
    const { operations, validators } = await buildDocument(document);
    expect(operations).toMatch(/data: \w+Data;/u);
    expect(operations + validators).not.toContain("Part");
  });

  test("a parameter that is a list of itself is a list of anything", async () => {
    const { operations } = await buildDocument(
      createTinyDocument({
        paths: get({ parameters: [query("list", { $ref: "#/components/schemas/List" })] }),
        components: { schemas: { Result: {}, List: { type: "array", items: { $ref: "#/components/schemas/List" } } } },
      }),
    );
    expect(operations).toContain("list?: readonly (unknown)[] | undefined;");
  });

  test("text of examples becomes no tag", async () => {
    const schema = { type: "string", examples: ["x\n@deprecated now", ["y\n@deprecated now"]], default: ["@z"] };
    const { schema: types } = await buildDocument(createTinyDocument({ components: { schemas: { Result: schema } } }));
    expect(types).not.toMatch(/^\s*\*\s*@deprecated/mu);
  });

  test("a row of thousands of references is gone through once", async () => {
    const count = 12_000;
    const schemas = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `S${index}`,
        index + 1 === count ? {} : { allOf: [{ $ref: `#/components/schemas/S${index + 1}` }] },
      ]),
    );
    const text = JSON.stringify(createTinyDocument({ components: { schemas: { Result: {}, ...schemas } } }));
    const start = performance.now();
    parseDocument(text, { file: "document.json", keywords: "strict" });
    // It took minutes while each reference was followed to its end.
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

function createTypedDocument(reference: string, schemas: JsonObject): JsonObject {
  return createTinyDocument({
    paths: get({
      ...reply({ type: "object", properties: { data: { $ref: reference } } }),
      parameters: [{ ...query("nested", { type: "object" }), style: "deepObject" }],
    }),
    components: { schemas },
  });
}

let problems: Promise<string[]> | undefined;

/** Builds documents into `document-0`, `document-1` and so on; resolves to what the compiler says of all of them. */
async function compile(documents: readonly JsonObject[]): Promise<string[]> {
  const root = await makeTemporaryFolder();
  for (const [index, document] of documents.entries()) {
    const outputs = await buildDocument(document);
    const folder = join(root, `document-${index}`);
    await mkdir(folder);
    for (const name of ["schema", "operations", "catalog", "prose", "validators"] as const)
      await writeFile(join(folder, `${name}.ts`), outputs[name]);
  }
  return typeCheck(root);
}
