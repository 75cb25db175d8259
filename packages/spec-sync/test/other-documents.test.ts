import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "@just-one/document";
import { smallDocuments } from "@just-one/document/small-documents";
import { describe, expect, test } from "vitest";
import { diffDocuments } from "../src/diff/diff-documents.ts";
import { parseDocument } from "../src/document/read-document.ts";
import { buildDocument } from "./support/build-document.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";
import { typeCheck } from "./support/type-check.ts";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function reply(data: JsonObject): JsonObject {
  const schema = { type: "object", properties: { code: { enum: [0] }, data } };
  return { "200": { description: "", content: { "application/json": { schema } } } };
}

function replyWith(data: JsonObject, schemas: JsonObject = {}): JsonObject {
  return createTinyDocument({ paths: { "/a": { get: { responses: reply(data) } } }, components: { schemas } });
}

/** Shapes that other generators write, and that once made types which do not compile. */
const documents: Readonly<Record<string, JsonObject>> = {
  ...smallDocuments,
  "a nullable base that a schema takes over and asks more of": replyWith(ref("Child"), {
    Base: { type: "object", nullable: true, properties: { id: { type: "string" } } },
    Child: { allOf: [ref("Base"), { required: ["id"] }] },
  }),
  "any JSON value": replyWith(ref("Json"), {
    Json: {
      oneOf: [
        { type: "string" },
        { type: "number" },
        { type: "boolean" },
        { type: "null" },
        { type: "array", items: ref("Json") },
        { type: "object", additionalProperties: ref("Json") },
      ],
    },
  }),
  "a list of itself": replyWith(ref("List"), { List: { type: "array", items: ref("List") } }),
  "a component called Record": replyWith(ref("Record"), {
    Record: { type: "object", properties: { a: { type: "object" } } },
  }),
  "a base that lists its children": replyWith(ref("Pet"), {
    Pet: {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string" } },
      discriminator: { propertyName: "kind" },
      oneOf: [ref("Cat"), ref("Dog")],
    },
    Cat: { allOf: [ref("Pet"), { type: "object", properties: { meow: { type: "string" } } }] },
    Dog: { allOf: [ref("Pet"), { type: "object", properties: { bark: { type: "string" } } }] },
  }),
};

/** One operation for each path and for each component, and a parameter for each name. */
function nameEverything(): JsonObject {
  const paths: JsonObject = {};
  const schemas: JsonObject = {};
  for (const path of oddPaths) {
    const parameters = [...path.matchAll(/\{([^}]+)\}/gu)].map(([, hole = ""]) => ({
      name: hole,
      in: "path",
      schema: {},
    }));
    paths[path] = { get: { parameters, responses: reply({ type: "object", properties: { [path]: {} } }) } };
  }
  for (const [index, name] of oddNames.entries()) {
    const schema = { type: "object", properties: { [name]: { type: "number" }, v: { type: "string" } } };
    Object.defineProperty(schemas, name, { value: schema, enumerable: true });
    const pointer = name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
    const parameters = oddParameters.map((each) => ({ name: each, in: "query", schema: { enum: [each, "*/"] } }));
    paths[`/c${index}`] = { get: { parameters, responses: reply(ref(pointer)) } };
  }
  return createTinyDocument({ paths, components: { schemas } });
}

const oddPaths = [
  ..."/用户 /用户/信息 /api/用户/v1 /😀 /a%20b /a%E7%94%A8 /{id} /h/{用户} /a.b /a~b /a:b /a@b /a,b /a;b /a=b /a&b /(a)".split(
    " ",
  ),
  ..."/api /api/ / /constructor /__proto__ /toString /1 /v1 /class /default /api/api /import /Record /Readonly".split(
    " ",
  ),
  ..."/BusinessCode /Operations /Envelope /catalog /Catalog /CatalogEntry /validators /a-/b /a_/b /-a /_a /A /a /aA".split(
    " ",
  ),
  ..."/user/v1 /user/V1 /userV1 /api/x/get-user/v1 /api/x/user/v1 /api/x/get_user/v1 /string /object /é /e\u0301 /a'b".split(
    " ",
  ),
];
const oddNames = [
  ..."Record Array Object Promise constructor __proto__ prototype toString Partial Pick Omit Readonly string any".split(
    " ",
  ),
  ..."unknown never null undefined Function Symbol Map Error Date JSON globalThis class default import export type".split(
    " ",
  ),
  ..."interface enum await yield async let static Operations BusinessCode paths components operations webhooks".split(
    " ",
  ),
  ..."$defs Envelope WithRequired OneOf XOR 用户 😀 a.b a/b a~b a%20b a-b 1a A'B A\"B A`B A\\B ${x} */ hasOwnProperty".split(
    " ",
  ),
];
const oddParameters = [
  "a b",
  "a-b",
  "a.b",
  "用户",
  "😀",
  "1",
  "class",
  "a'b",
  'a"b',
  "a`b",
  "a\\b",
  "${x}",
  "*/",
  "a[b]",
  "$x",
];

test("what is built compiles, whatever the document", async () => {
  const root = await makeTemporaryFolder();
  for (const [index, document] of [...Object.values(documents), nameEverything()].entries()) {
    const outputs = await buildDocument(document);
    for (const name of ["schema", "operations", "catalog", "prose", "validators"] as const)
      await writeFile(
        join(root, `${name}-${index}.ts`),
        outputs[name].replace('"./schema.ts"', `"./schema-${index}.ts"`),
      );
  }
  expect(await typeCheck(root)).toEqual([]);
});

test("data that several have in common is called by each operation's own name, also where a path is no name", async () => {
  const list = reply({ type: "array", items: { type: "string" } });
  const build = async (...paths: string[]): Promise<string> => {
    const all = Object.fromEntries(paths.map((path) => [path, { get: { responses: list } }]));
    return (await buildDocument(createTinyDocument({ paths: all }))).operations;
  };
  const together = await build("/用户", "/信息", "/a");
  for (const path of ["/用户", "/信息", "/a"]) {
    const [, name = "none"] = /export type (\w+) =/u.exec(await build(path)) ?? [];
    expect(together).toContain(`export type ${name} =`);
  }
});

describe("a valid document is read:", () => {
  const responses = createTinyOperation()["responses"] ?? {};
  test.each<[string, JsonObject]>([
    ["x- among paths", createTinyDocument({ paths: { "x-note": { any: [1] }, "/a": { get: { responses } } } })],
    ["3.1 without responses", createTinyDocument({ paths: { "/a": { get: {} } } })],
    [
      "webhooks only",
      {
        openapi: "3.1.0",
        info: { title: "w", version: "1" },
        webhooks: { ping: { post: { responses: { "200": { description: "" } } } } },
      },
    ],
    [
      "a path behind a reference",
      createTinyDocument({
        paths: { "/a": { $ref: "#/components/pathItems/A" } },
        components: { schemas: { Result: {} }, pathItems: { A: { get: { responses } } } },
      }),
    ],
    [
      "equal templates under different methods",
      createTinyDocument({
        paths: {
          "/a/{id}": {
            get: { parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }], responses },
          },
          "/a/{key}": {
            delete: {
              parameters: [{ name: "key", in: "path", required: true, schema: { type: "string" } }],
              responses,
            },
          },
        },
      }),
    ],
  ])("%s", async (_name, document) => {
    const { document: read } = parseDocument(JSON.stringify(document), { file: "a.json", keywords: "strict" });
    expect(diffDocuments(read, read).changes).toEqual([]);
    await expect(buildDocument(document)).resolves.toBeDefined();
  });
});

const query = (more: JsonObject): JsonObject =>
  createTinyOperation({ parameters: [{ name: "p", in: "query", ...more }] });
const form = (schema: JsonObject, encoding?: JsonObject): JsonObject =>
  createTinyOperation({
    requestBody: {
      content: {
        "application/x-www-form-urlencoded": {
          schema: { type: "object", properties: { p: schema } },
          ...(encoding === undefined ? {} : { encoding: { p: encoding } }),
        },
      },
    },
  });

describe("what the client would send wrongly is refused in one line:", () => {
  const list = { type: "array", items: { type: "string" } };
  const object = { type: "object", properties: { a: { type: "string" } } };
  test.each<[string, JsonObject, RegExp]>([
    [
      "a list without explode",
      query({ schema: list, explode: false }),
      /"p" is a list in style "form" without explode/u,
    ],
    [
      "a list between pipes",
      query({ schema: list, style: "pipeDelimited" }),
      /"p" is a list in style "pipeDelimited"/u,
    ],
    [
      "a list between spaces",
      query({ schema: list, style: "spaceDelimited" }),
      /"p" is a list in style "spaceDelimited"/u,
    ],
    [
      "JSON in a parameter",
      query({ content: { "application/json": { schema: object } } }),
      /"p" is written as "application\/json"/u,
    ],
    ["an object whose members would be names", query({ schema: object }), /"p" is an object/u],
    ["an object in a form", form(object), /"p" is an object/u],
    [
      "a list in a form, without explode",
      form(list, { style: "form", explode: false }),
      /"p" is a list in style "form" without explode/u,
    ],
    [
      "a list in a path",
      createTinyOperation({ parameters: [{ name: "p", in: "path", required: true, schema: list }] }),
      /"p" is a list or an object in the path/u,
    ],
  ])("%s", async (_name, operation, message) => {
    const path = JSON.stringify(operation).includes('"in":"path"') ? "/a/{p}" : "/a";
    await expect(buildDocument(createTinyDocument({ paths: { [path]: { post: operation } } }))).rejects.toThrow(
      message,
    );
  });

  test("a form in a GET", async () => {
    const paths = { "/a": { get: form({ type: "string" }) } };
    await expect(buildDocument(createTinyDocument({ paths }))).rejects.toThrow(
      "GET /a: has a form, which GET cannot carry",
    );
  });

  test("explode beside a scalar says nothing", async () => {
    const paths = { "/a": { get: query({ schema: { type: "string" }, explode: false }) } };
    await expect(buildDocument(createTinyDocument({ paths }))).resolves.toBeDefined();
  });
});

test("a body with a required field is required in types, whether it says so or not", async () => {
  const bodies = [true, false].map((required) => {
    const schema = { type: "object", required: ["a"], properties: { a: { type: "string" } } };
    const content = { "application/x-www-form-urlencoded": { schema } };
    const post = createTinyOperation({ requestBody: { required, content } });
    return createTinyDocument({ paths: { "/a": { post } } });
  }) as [JsonObject, JsonObject]; // safe: two were mapped
  const [one, other] = await Promise.all(bodies.map((document) => buildDocument(document)));
  expect(diffDocuments(bodies[1], bodies[0]).level).toBe("patch");
  expect(other?.schema).toBe(one?.schema);
});

test("names of each value of an enum are sorted with the values", async () => {
  const schema = { type: "integer", enum: [2, 1], "x-enum-varnames": ["TWO", "ONE"] };
  const parameters = [{ name: "p", in: "query", schema }];
  const { openapi } = await buildDocument(
    createTinyDocument({ paths: { "/a": { get: createTinyOperation({ parameters }) } } }),
  );
  expect(JSON.parse(openapi).paths["/a"].get.parameters[0].schema).toEqual({
    ...schema,
    enum: [1, 2],
    "x-enum-varnames": ["ONE", "TWO"],
  });
});

const withField = (more: JsonObject): JsonObject =>
  replyWith({ type: "object", properties: { a: { type: "string", ...more } } });

test("a default of a reply's field promises no field, so its going changes no type", async () => {
  const [one, other] = await Promise.all(
    [withField({ default: "x" }), withField({})].map((document) => buildDocument(document)),
  );
  expect(one?.schema).toContain("a?: string;");
  expect(other?.schema).toContain("a?: string;");
});

test("what is only written is not missed in replies, however required", async () => {
  const { validators } = await buildDocument(
    replyWith({
      type: "object",
      required: ["a", "secret"],
      properties: { a: {}, secret: { type: "string", writeOnly: true } },
    }),
  );
  expect(validators).toContain('required: ["a"]');
});
