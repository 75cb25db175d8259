import type { JsonObject } from "@just-one/document";
import { describe, expect, test } from "vitest";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { buildDocument } from "../support/build-document.ts";
import { createTinyDocument, createTinyOperation } from "../support/tiny-document.ts";

function withParameter(parameter: JsonObject): JsonObject {
  const whole = { name: "p", in: "query", ...parameter };
  return createTinyDocument({ paths: { "/a": { get: createTinyOperation({ parameters: [whole] }) } } });
}

function withReply(mediaType: string): JsonObject {
  const responses = { "200": { description: "", content: { [mediaType]: { schema: { type: "string" } } } } };
  return createTinyDocument({ paths: { "/a": { get: { responses } } } });
}

const long = { schema: { type: "integer", format: "int64" } };
const text = { schema: { type: "string" } };
const cat = { type: "object", properties: { meow: { type: "string" } } };
const dog = { type: "object", properties: { bark: { type: "string" } } };

describe("what changes the types of a parameter is no patch:", () => {
  test.each<[string, JsonObject, JsonObject, string]>([
    ["int64 that becomes int32", long, { schema: { type: "integer", format: "int32" } }, "major"],
    ["int64 that loses its format", long, { schema: { type: "integer" } }, "major"],
    [
      "a list of int64 that loses it",
      { schema: { type: "array", items: long.schema } },
      { schema: { type: "array", items: { type: "integer" } } },
      "major",
    ],
    ["an integer that becomes int64", { schema: { type: "integer" } }, long, "minor"],
    ["another format", text, { schema: { type: "string", format: "date" } }, "patch"],
  ])("%s", (_name, before, after, level) => {
    expect(diffDocuments(withParameter(before), withParameter(after)).level).toBe(level);
  });
});

function withServer(ports: string[]): JsonObject {
  const document = createTinyDocument({ paths: { "/a": { get: createTinyOperation({}) } } });
  return {
    ...document,
    servers: [{ url: "https://{port}.example", variables: { port: { default: "a", enum: ports } } }],
  };
}

test("what a server's variable may be is in no order", () => {
  expect(diffDocuments(withServer(["a", "b"]), withServer(["b", "a"])).changes).toEqual([]);
  expect(diffDocuments(withServer(["a", "b"]), withServer(["a", "c"])).level).toBe("minor");
});

describe("a choice of exactly one refuses what fits two:", () => {
  test.each<[string, JsonObject, JsonObject, string]>([
    ["objects that may be both", { schema: cat }, { schema: { oneOf: [cat, dog] } }, "major"],
    ["text and a number", text, { schema: { oneOf: [text.schema, { type: "integer" }] } }, "minor"],
    [
      "one more object",
      { schema: { oneOf: [{ type: "string" }, cat] } },
      { schema: { oneOf: [{ type: "string" }, cat, dog] } },
      "major",
    ],
    ["any of them", { schema: cat }, { schema: { anyOf: [cat, dog] } }, "minor"],
    [
      "objects that a constant tells apart",
      { schema: { ...cat, required: ["kind"], properties: { kind: { const: "cat" } } } },
      {
        schema: {
          oneOf: [
            { ...cat, required: ["kind"], properties: { kind: { const: "cat" } } },
            { ...dog, required: ["kind"], properties: { kind: { const: "dog" } } },
          ],
        },
      },
      "minor",
    ],
  ])("%s", (_name, before, after, level) => {
    expect(diffDocuments(withParameter(before), withParameter(after)).level).toBe(level);
  });
});

const withPaths = (...paths: string[]): JsonObject =>
  createTinyDocument({ paths: Object.fromEntries(paths.map((path) => [path, { get: createTinyOperation() }])) });

describe("an operation beside one of the same words", () => {
  test("is major where it takes the name of a type only", () => {
    const { level, changes } = diffDocuments(withPaths("/x/user"), withPaths("/x/user", "/x/get-user"));
    expect([level, changes[0]]).toMatchObject(["major", { kind: "operation-renamed", before: "XUser" }]);
  });

  test("is minor where it takes no name away, and major where it does", async () => {
    expect(diffDocuments(withPaths("/get-user"), withPaths("/get-user", "/get_user")).level).toBe("minor");
    const { level, changes } = diffDocuments(withPaths("/get_user"), withPaths("/get-user", "/get_user"));
    expect([level, changes[0]?.kind]).toEqual(["major", "operation-renamed"]);
    const catalogs = await Promise.all(
      [["/get-user"], ["/get-user", "/get_user"]].map((paths) => buildDocument(withPaths(...paths))),
    );
    for (const { catalog } of catalogs)
      expect(catalog).toMatch(/export const getGetUser: CatalogEntry = \{\s+operation: "GET \/get-user"/u);
  });
});

describe("spellings that mean the same are no change:", () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      "a header in another letter case",
      withParameter({ name: "X-Shop", in: "header", ...text }),
      withParameter({ name: "x-shop", in: "header", ...text }),
    ],
    ["explode beside a scalar", withParameter({ ...text, explode: false }), withParameter(text)],
    [
      "a header that OpenAPI ignores",
      withParameter({ name: "Accept", in: "header", ...text, required: true }),
      createTinyDocument({ paths: { "/a": { get: createTinyOperation() } } }),
    ],
    ["a charset", withReply("application/json"), withReply("application/json; charset=utf-8")],
  ])("%s", (_name, one, other) => {
    expect(diffDocuments(one, other).changes).toEqual([]);
    expect(diffDocuments(other, one).changes).toEqual([]);
  });
});
