import { expect, test } from "vitest";
import type { JsonObject } from "../src/json/json-value.ts";
import { normalizeDocument } from "../src/normal/normalize-document.ts";
import { writeDocument } from "../src/normal/write-document.ts";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function replyWith(schemas: JsonObject): JsonObject {
  const responses = { "200": { description: "", content: { "application/json": { schema: ref("S0") } } } };
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { "/a": { get: { responses } } },
    components: { schemas },
  };
}

/** Schemas in a row, each a part of the one before. */
function chain(count: number, last: JsonObject): JsonObject {
  const rows = Array.from({ length: count }, (_, index): [string, JsonObject] => [
    `S${index}`,
    index + 1 === count ? last : { type: "object", properties: { next: ref(`S${index + 1}`) } },
  ]);
  return replyWith(Object.fromEntries(rows));
}

test("a row of thousands of schemas ends, and so does one that doubles at every step", () => {
  expect(writeDocument(normalizeDocument(chain(2_000, { type: "string" }))).document.paths).toHaveProperty("/a");
  const doubling = Array.from({ length: 200 }, (_, index): [string, JsonObject] => [
    `S${index}`,
    {
      type: "object",
      properties: { one: ref(`S${(index + 1) % 199}`), other: { ...ref(`S${index + 1}`), description: `${index}` } },
    },
  ]);
  const document = replyWith({ ...Object.fromEntries(doubling), S200: { type: "string" } });
  expect(JSON.stringify(writeDocument(normalizeDocument(document)).document).length).toBeLessThan(200_000);
});

test("schemas that are merged with each other for ever are refused in one line", () => {
  const document = replyWith({
    S0: { allOf: [ref("S1"), { properties: { next: { allOf: [ref("S0"), ref("S1")] } } }] },
    S1: { properties: { next: { allOf: [ref("S0"), { properties: { next: ref("S1") } }] } } },
  });
  expect(() => normalizeDocument(document)).not.toThrow(RangeError);
});

test("choices within choices that double at every step are read once each, and long ones in one pass", () => {
  const doubling = Array.from({ length: 40 }, (_, index): [string, JsonObject] => [
    `S${index}`,
    {
      anyOf: [
        ref(`S${index + 1}`),
        { allOf: [ref(`S${index + 1}`)], title: `${index}` },
        { type: "object", title: `${index}` },
      ],
    },
  ]);
  expect(() =>
    normalizeDocument(replyWith({ ...Object.fromEntries(doubling), S40: { type: "string" } })),
  ).not.toThrow();
  const values = Array.from({ length: 20_000 }, (_, index) => ({ const: index }));
  const { document } = writeDocument(
    normalizeDocument(replyWith({ S0: { type: "object", properties: { a: { oneOf: values } } } })),
  );
  expect(JSON.stringify(document)).toContain("19999");
});
