import { describe, expect, test } from "vitest";
import { checkDocument } from "../src/check/check-document.ts";
import type { JsonObject, JsonValue } from "../src/json/json-value.ts";
import { normalizeDocument } from "../src/normal/normalize-document.ts";
import { writeDocument } from "../src/normal/write-document.ts";

function write(data: JsonValue): string {
  const schema = { type: "object", properties: { code: { enum: [0] }, data: { properties: { a: data } } } };
  const responses = { "200": { description: "", content: { "application/json": { schema } } } };
  const schemas = { Any: {}, Closed: closed, Null: { anyOf: [{ type: "null" }] } };
  const document: JsonObject = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { "/a": { get: { responses } } },
    components: { schemas },
  };
  const checked = checkDocument(structuredClone(document), { file: "a.json", keywords: "strict" });
  return JSON.stringify(writeDocument(normalizeDocument(checked)).document);
}

const text: JsonObject = { type: "string" };
const object: JsonObject = { type: "object", properties: { b: text } };
const closed: JsonObject = { ...object, additionalProperties: false };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const words = { title: "", description: "", deprecated: false, readOnly: false };

describe("is one schema in two spellings:", () => {
  test.each<[string, JsonValue, JsonValue]>([
    ["an open object", object, { ...object, additionalProperties: { allOf: [true, ref("Any")] }, required: [] }],
    ["limits that let everything through", text, { ...text, minLength: 0 }],
    [
      "words without a word",
      { ...text, title: "T", deprecated: true },
      { ...words, allOf: [{ ...text, title: "T", deprecated: true }] },
    ],
    [
      "words without a word beside words",
      { allOf: [text, { title: "T" }] },
      { allOf: [{ ...text, ...words }, { title: "T" }] },
    ],
    [
      "a part that says nothing",
      { allOf: [closed, object] },
      { allOf: [closed, { properties: {} }, object, { minProperties: 0 }] },
    ],
    [
      "what stands beside a closed object, split",
      { allOf: [ref("Closed"), { ...object, required: ["b"] }] },
      { allOf: [ref("Closed"), { type: "object" }, { properties: { b: text } }, { required: ["b"] }] },
    ],
    ["a closed object twice", closed, { allOf: [closed, ref("Closed")] }],
    ["nothing at all", false, { not: { allOf: [true, {}] } }],
    ["an object without other properties", closed, { ...object, additionalProperties: { not: {} } }],
    ["a choice of one", { type: ["string", "null"] }, { oneOf: [{ anyOf: [text, ref("Null")] }] }],
    ["null said twice", { type: ["string", "null"] }, { oneOf: [text, { enum: [null, null], type: ["null"] }] }],
    [
      "the same alternative twice, and once behind a reference",
      { anyOf: [text, {}] },
      { anyOf: [text, {}, ref("Any")] },
    ],
    ["null alone", { type: "null" }, { anyOf: [{ allOf: [ref("Null"), { type: "null" }] }] }],
    ["the same alternative twice", { anyOf: [text, object] }, { anyOf: [text, object, text] }],
    [
      "two choices, whichever comes first",
      { allOf: [{ anyOf: [text, object] }, { oneOf: [text, closed] }] },
      { allOf: [{ oneOf: [text, closed] }, { allOf: [{ anyOf: [object, text] }] }] },
    ],
    [
      "a part that may be null among parts that may not",
      { allOf: [{ type: ["object", "null"] }, object] },
      { allOf: [{ anyOf: [{ type: "object" }, { type: "null" }] }, object] },
    ],
    [
      "parts that may all be null",
      { allOf: [{ type: ["object", "null"] }, { minProperties: 1 }] },
      { allOf: [{ oneOf: [{ type: "object" }, { type: "null" }] }, { minProperties: 1 }] },
    ],
    [
      "a base that may be null because it says so",
      { ...object, type: ["object", "null"] },
      { allOf: [object, { nullable: true }] },
    ],
  ])("%s", (_name, one, other) => {
    expect(write(other)).toBe(write(one));
  });
});

function readBack(value: JsonObject): JsonValue {
  return JSON.parse(write(value)).components.schemas.AData.properties.a;
}

describe("is written as openapi-typescript takes it:", () => {
  test.each<[string, JsonObject, JsonValue]>([
    [
      "a choice beside properties",
      { ...object, anyOf: [text, closed] },
      { ...object, allOf: [{ anyOf: [closed, text] }] },
    ],
    [
      "a choice beside several types",
      { type: ["object", "null"], anyOf: [object, closed] },
      { allOf: [{ type: ["null", "object"] }, { anyOf: [{ type: "null" }, object, closed] }] },
    ],
    ["values that no object is", { ...object, enum: ["a"] }, object],
  ])("%s", (_name, schema, expected) => {
    expect(readBack(schema)).toEqual(expected);
  });
});
