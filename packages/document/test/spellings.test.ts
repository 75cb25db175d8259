import { describe, expect, test } from "vitest";
import { checkDocument } from "../src/check/check-document.ts";
import type { JsonObject, JsonValue } from "../src/json/json-value.ts";
import { normalizeDocument } from "../src/normal/normalize-document.ts";
import { writeDocument } from "../src/normal/write-document.ts";
import { closed, object, spellingComponents, spellingPairs, text } from "./spelling-pairs.ts";

function write(data: JsonValue): string {
  const schema = { type: "object", properties: { code: { enum: [0] }, data: { properties: { a: data } } } };
  const responses = { "200": { description: "", content: { "application/json": { schema } } } };
  const document: JsonObject = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { "/a": { get: { responses } } },
    components: { schemas: spellingComponents },
  };
  const checked = checkDocument(structuredClone(document), { file: "a.json", keywords: "strict" });
  return JSON.stringify(writeDocument(normalizeDocument(checked)).document);
}

describe("is one schema in two spellings:", () => {
  test.each(spellingPairs)("%s", (_name, one, other) => {
    expect(write(other)).toBe(write(one));
  });
});

const places: Readonly<Record<string, (schema: JsonValue) => JsonValue>> = {
  "as items": (schema) => ({ type: "array", items: schema }),
  "among the first items": (schema) => ({ type: "array", prefixItems: [schema, text] }),
  "as other properties": (schema) => ({ type: "object", additionalProperties: schema }),
  "of a pattern": (schema) => ({ type: "object", patternProperties: { "^a": schema } }),
  "in a part": (schema) => ({ allOf: [{ properties: { q: schema } }, { properties: { r: text } }] }),
  "in a closed part": (schema) => ({ allOf: [{ properties: { q: schema }, additionalProperties: false }, object] }),
  // oxlint-disable-next-line no-thenable -- JSON Schema's own keyword; nothing awaits it
  "as what follows": (schema) => ({ if: { required: ["k"] }, then: schema }),
  "as what is refused": (schema) => ({ not: schema }),
  "as what is contained": (schema) => ({ type: "array", contains: schema }),
  "beside null": (schema) => ({ anyOf: [schema, { type: "null" }] }),
};

test.each(Object.entries(places))("is one schema in two spellings also %s", (_where, put) => {
  const apart = spellingPairs.filter(([, one, other]) => write(put(one)) !== write(put(other)));
  expect(apart.map(([name]) => name)).toEqual([]);
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
