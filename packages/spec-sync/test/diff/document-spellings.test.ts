import type { JsonObject, OpenApiDocument } from "@just-one/document";
import { describe, expect, test } from "vitest";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { parseDocument } from "../../src/document/read-document.ts";
import { buildDocument } from "../support/build-document.ts";

const text = { type: "string" };
const object = { type: "object", properties: { b: text } };
const success = (more: JsonObject = {}, type = "application/json", media: JsonObject = {}): JsonObject => {
  const schema = { type: "object", properties: { code: { enum: [0] }, data: object } };
  return { "200": { description: "r", content: { [type]: { schema, ...media } }, ...more } };
};
const ref = (name: string): JsonObject => ({ $ref: `#/components/${name}` });
const components: JsonObject = {
  parameters: { P: { name: "p", in: "query", schema: text }, Q: ref("parameters/P") },
  headers: { H: { schema: text }, I: ref("headers/H") },
  responses: { R: success()["200"] ?? {}, S: ref("responses/R") },
  requestBodies: {
    B: { content: { "application/x-www-form-urlencoded": { schema: object } } },
    C: ref("requestBodies/B"),
  },
  examples: { X: { value: { code: 0 } } },
  pathItems: { I: { get: { responses: success() } } },
  securitySchemes: {
    key: { type: "apiKey", in: "query", name: "key" },
    other: { type: "apiKey", in: "query", name: "key" },
    open: { type: "oauth2", flows: {} },
  },
};

/** A document of one operation. */
const document = (operation: JsonObject = {}, more: JsonObject = {}, path: JsonObject = {}): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  paths: { "/a": { get: { responses: success(), ...operation }, ...path } },
  components,
  ...more,
});
const withParameter = (more: JsonObject = {}): JsonObject =>
  document({ parameters: [{ name: "p", in: "query", schema: text, ...more }] });
const withHeaders = (headers: JsonObject): JsonObject => document({ responses: success({ headers }) });
const withMedia = (media: JsonObject, type = "application/json"): JsonObject =>
  document({ responses: success({}, type, media) });
const withServers = (...servers: JsonObject[]): JsonObject => document({}, { servers });
const withBody = (requestBody: JsonObject): JsonObject => ({
  ...document(),
  paths: { "/a": { post: { requestBody, responses: success() } } },
});
const withForm = (media: JsonObject = {}, type = "application/x-www-form-urlencoded"): JsonObject =>
  withBody({ content: { [type]: { schema: object, ...media } } });
const list = { type: "array", items: text };

const pairs: readonly (readonly [string, JsonObject, JsonObject])[] = [
  ["a parameter behind references", document({ parameters: [ref("parameters/Q")] }), withParameter()],
  [
    "what is so without a word",
    withParameter({ required: false, deprecated: false, description: "" }),
    withParameter(),
  ],
  ["how it is written anyway", withParameter({ style: "form", explode: true, allowReserved: false }), withParameter()],
  ["a style for lists beside text", withParameter({ style: "pipeDelimited", explode: false }), withParameter()],
  ["a list that is exploded anyway", withParameter({ schema: list, explode: true }), withParameter({ schema: list })],
  ["anything, told or not", document({ parameters: [{ name: "p", in: "query" }] }), withParameter({ schema: {} })],
  ["an example by a name", withParameter({ example: "x" }), withParameter({ examples: { first: { value: "x" } } })],
  ["no examples", withParameter({ examples: {} }), withParameter()],
  [
    "a header that OpenAPI ignores",
    document({ parameters: [{ name: "Accept", in: "header", schema: text }] }),
    document(),
  ],
  ["no parameters", document({ parameters: [] }, {}, { parameters: [] }), document()],
  [
    "one of the path, replaced",
    document({ parameters: [ref("parameters/P")] }, {}, { parameters: [{ name: "p", in: "query", schema: list }] }),
    withParameter(),
  ],
  ["a path behind a reference", { ...document(), paths: { "/a": ref("pathItems/I") } }, document()],
  ["a reply behind references", document({ responses: { "200": ref("responses/S") } }), document()],
  [
    "a range of replies",
    document({ responses: { "2xx": success()["200"] ?? {} } }),
    document({ responses: { "2XX": success()["200"] ?? {} } }),
  ],
  [
    "a header of a reply behind references",
    withHeaders({ "X-A": ref("headers/I") }),
    withHeaders({ "x-a": { schema: text, required: false, style: "simple" } }),
  ],
  ["the type of a reply among its headers", withHeaders({ "Content-Type": { schema: text } }), withHeaders({})],
  ["nothing beside a reply", document({ responses: success({ headers: {}, links: {} }) }), document()],
  ["a media type's letter case and charset", withMedia({}, "Application/JSON; charset=utf-8"), withMedia({})],
  [
    "an example of a reply",
    withMedia({ example: { code: 0 } }),
    withMedia({ examples: { example: ref("examples/X") } }),
  ],
  ["a body behind references", withBody(ref("requestBodies/C")), withForm()],
  [
    "a body that need not be",
    withBody({
      required: false,
      description: "",
      content: { "application/x-www-form-urlencoded": { schema: object } },
    }),
    withForm(),
  ],
  ["a form's letter case and charset", withForm({}, "Application/x-www-form-urlencoded;charset=UTF-8"), withForm()],
  ["a form that does not say that it is an object", withForm({ schema: { properties: { b: text } } }), withForm()],
  [
    "a field written as it is anyway",
    withForm({ encoding: { b: { style: "form", explode: true, contentType: "text/plain" } } }),
    withForm(),
  ],
  [
    "text of a form that is not exploded",
    withForm({ encoding: { b: { explode: false } } }),
    withForm({ encoding: {} }),
  ],
  [
    "ways in, in another order",
    document({ security: [{ key: [] }, { open: ["b", "a"] }] }),
    document({ security: [{ open: ["a", "b"] }, { key: [] }] }),
  ],
  ["a way in, twice", document({ security: [{ key: [] }, { key: [] }] }), document({ security: [{ key: [] }] })],
  ["a way in by another name", document({ security: [{ key: [] }] }), document({ security: [{ other: [] }] })],
  ["a way in for all", document({}, { security: [{ key: [] }] }), document({ security: [{ key: [] }] })],
  ["open to everybody", document({ security: [{}] }), document({ security: [] })],
  ["the server it is anyway", withServers({ url: "/" }), document()],
  [
    "a server for all",
    document({ servers: [{ url: "https://a.invalid" }] }, { servers: [{ url: "https://a.invalid" }] }),
    withServers({ url: "https://a.invalid" }),
  ],
  [
    "a server of the only operation",
    document({ servers: [{ url: "https://a.invalid" }] }),
    document({}, {}, { servers: [{ url: "https://a.invalid" }] }),
  ],
  [
    "a server of the only operation, or of all",
    document({ servers: [{ url: "https://a.invalid" }] }),
    withServers({ url: "https://a.invalid" }),
  ],
  [
    "a server twice, and without variables",
    withServers({ url: "https://a.invalid" }, { url: "https://a.invalid", variables: {} }),
    withServers({ url: "https://a.invalid" }),
  ],
  [
    "tags in another order",
    document({}, { tags: [{ name: "a" }, { name: "b" }] }),
    document({}, { tags: [{ name: "b" }, { name: "a" }] }),
  ],
  [
    "nothing at all",
    document(
      { tags: [], callbacks: {}, deprecated: false, summary: "", description: "" },
      { tags: [], webhooks: {}, security: [] },
    ),
    document(),
  ],
  ["what nobody refers to", { ...document(), components: { ...components, schemas: { Unused: object } } }, document()],
  [
    "a path of no operation",
    { ...document(), paths: { ...Object(document()["paths"]), "/b": {}, "x-b": 1 } },
    document(),
  ],
];

function read(spelled: JsonObject): OpenApiDocument {
  return parseDocument(JSON.stringify(spelled), { file: "document.json", keywords: "strict" }).document;
}

async function build(spelled: JsonObject): Promise<Record<string, string>> {
  const { schema, operations, catalog, prose, validators } = await buildDocument(spelled);
  return { schema, operations, catalog, prose, validators };
}

describe("is one document in two spellings:", () => {
  test.each(pairs)("%s", async (_name, one, other) => {
    expect(diffDocuments(read(one), read(other)).changes).toEqual([]);
    expect(diffDocuments(read(other), read(one)).changes).toEqual([]);
    const [files, same] = await Promise.all([build(one), build(other)]);
    expect(same).toEqual(files);
  });
});
