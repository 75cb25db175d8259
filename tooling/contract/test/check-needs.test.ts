import { describe, expect, test } from "vitest";
import { checkNeeds } from "../src/needs/check-needs.ts";
import { findReadFields } from "../src/needs/find-read-fields.ts";
import { formatNeeds } from "../src/needs/needs-file.ts";
import { checkDocument } from "@just-one/document";

const document = checkDocument(
  {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/things/v1": {
        get: {
          parameters: [{ $ref: "#/components/parameters/Id" }],
          responses: {
            200: {
              description: "",
              content: {
                "application/json": {
                  schema: {
                    allOf: [
                      { type: "object", properties: { code: {}, data: {} } },
                      { type: "object", properties: { data: { $ref: "#/components/schemas/Thing" } } },
                    ],
                  },
                },
              },
            },
          },
        },
      },
      "/form/v1": {
        post: {
          requestBody: { content: { "application/x-www-form-urlencoded": { schema: { properties: { page: {} } } } } },
          responses: {},
        },
      },
    },
    components: {
      parameters: { Id: { name: "id", in: "query" } },
      schemas: {
        Thing: {
          properties: {
            list: { type: "array", items: { anyOf: [{ properties: { title: {} } }, { type: "null" }] } },
            byId: { additionalProperties: { $ref: "#/components/schemas/Thing" } },
          },
        },
      },
    },
  },
  { file: "test.json", keywords: "tolerant" },
);

const need = (operation: string, parameters: string[], fields: string[]): string[] =>
  checkNeeds({ operations: { [operation]: { parameters, fields, whole: true } }, anyOperation: true }, document);

test("what the document has is no problem, through references, lists, maps and alternatives", () => {
  const fields = ["list", "list[].title", "byId[].list[].title", "byId[].byId"];
  expect(need("GET /things/v1", ["id"], fields)).toEqual([]);
  expect(need("POST /form/v1", ["page"], [])).toEqual([]);
});

test.each([
  ["GET /gone/v1", [], [], "the document has no such operation"],
  ["GET /things/v1", ["Id"], [], "has no parameter Id"],
  ["GET /things/v1", [], ["list[].name"], "its reply has no field list[].name"],
  ["GET /things/v1", [], ["list.title"], "its reply has no field list.title"],
  ["GET /things/v1", [], ["toString"], "its reply has no field toString"],
])("%s with %j and %j is found missing", (operation, parameters, fields, problem) => {
  expect(need(operation, parameters, fields)).toEqual([`${operation}: ${problem}`]);
});

const wait = (operation: string, parameters: string[], fields: string[]): string[] => {
  const needs = { parameters, fields, whole: false, whenPresent: true } as const;
  return checkNeeds({ operations: { [operation]: needs }, anyOperation: false }, document);
};

describe("a table's row that waits for its operation", () => {
  test("may wait, and says nothing of data that the document does not describe", () => {
    expect(wait("GET /not-yet/v1", ["page"], ["items"])).toEqual([]);
    expect(wait("POST /form/v1", ["page"], ["items"])).toEqual([]);
  });

  test("is held to what the document says", () => {
    expect(wait("POST /form/v1", ["offset"], [])).toEqual(["POST /form/v1: has no parameter offset"]);
    expect(wait("GET /things/v1", ["id"], ["items"])).toEqual(["GET /things/v1: its reply has no field items"]);
  });
});

describe("findReadFields", () => {
  test("finds what a reader reads, by leaving out and by changing", () => {
    const example = { used: "1", zero: 0, unused: 1, deep: { used: 2, unused: {} }, list: [1] };
    const read = (data: unknown): unknown => {
      // Safe: the reader of the test is given the example, with a member less or another.
      const { used, zero, deep, list } = data as typeof example;
      return [used, zero !== 0 && zero !== undefined, deep.used, list];
    };
    expect(findReadFields(example, read)).toEqual(["used", "zero", "deep.used", "list"]);
  });
});

test("the file's short lists stand on one line, as the formatter has them", () => {
  const fields = ["a", "list[].title"];
  const text = formatNeeds({ operations: { "GET /a": { parameters: [], fields, whole: false } }, anyOperation: false });
  expect(text).toContain('\n      "parameters": [],\n      "fields": ["a", "list[].title"],\n      "whole": false\n');
});
