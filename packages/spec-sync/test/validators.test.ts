import { array, constantFrom, dictionary, letrec, oneof, sample, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import type { Mismatch } from "../src/generate/validator-runtime.ts";
import type { ExactValue } from "../src/infer/exact-json.ts";
import { accepts, inferSchema } from "./infer-support.ts";
import { buildDocument, loadValidators } from "./support/build-document.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

const operation = "GET /api/thing/v1";

/** Builds the validator of a data schema, as `spec build` would, and checks data with it. */
async function createCheck(data: JsonObject, others: JsonObject = {}): Promise<(data: unknown) => readonly Mismatch[]> {
  const schema = { type: "object", properties: { data: { $ref: "#/components/schemas/Thing" } } };
  const responses = { "200": { description: "", content: { "application/json": { schema } } } };
  const { validators } = await buildDocument(
    createTinyDocument({
      paths: { "/api/thing/v1": { get: createTinyOperation({ responses }) }, "/b": { get: createTinyOperation() } },
      components: { schemas: { Result: {}, Thing: data, ...others } },
    }),
  );
  const [validator, ...more] = await loadValidators(validators);
  expect(more).toEqual([]); // the other operation's data is not typed
  expect(validator?.operation).toBe(operation);
  return validator!.check;
}

describe("data that fits", () => {
  test.each<[string, JsonObject, unknown]>([
    ["unknown fields", { type: "object", properties: { a: { type: "string" } } }, { b: 1 }],
    ["missing fields", { type: "object", properties: { a: { type: "string" } } }, {}],
    ["one of several types", { type: ["string", "null"] }, null],
    ["null, as OpenAPI 3.0 allows it", { type: "string", nullable: true }, null],
    ["an integer beyond 2^53, which comes as text", { type: "integer" }, "7048929565493690398"],
    ["a number beyond 2^53, which comes as text", { type: "number" }, "-7048929565493690398"],
    ["a listed value", { enum: ["a", 1, null] }, 1],
    ["one of several shapes", { anyOf: [{ type: "string" }, { type: "array" }] }, []],
    ["keywords that are not checked", { type: "string", minLength: 9, format: "date", not: { const: "x" } }, "x"],
    [
      "a pattern that nobody vouches for",
      { type: "object", patternProperties: { "^(a+)+$": { type: "null" } } },
      { a: 1 },
    ],
    ["keys of a prototype", { type: "object", properties: { a: {} }, additionalProperties: {} }, { constructor: 1 }],
  ])("is %s", async (_name, schema, data) => {
    const check = await createCheck(schema);
    expect(check(data)).toEqual([]);
  });
});

describe("data that differs is told by place and type", () => {
  test.each<[string, JsonObject, unknown, Mismatch]>([
    ["data itself", { type: "object" }, null, { path: "data", expected: "object", actual: "null" }],
    [
      "a field",
      { properties: { a: { properties: { "b c": { type: "integer" } } } } },
      { a: { "b c": "12" } },
      { path: 'data.a["b c"]', expected: "integer", actual: "string" },
    ],
    [
      "items, once for all",
      { items: { properties: { id: { type: ["string", "null"] } } } },
      [{ id: 1 }, { id: "1" }, { id: 2 }],
      { path: "data[*].id", expected: "null or string", actual: "number" },
    ],
    [
      "a map's values, without the key, which may be somebody's",
      { patternProperties: { "^\\d+$": { type: "string" } }, additionalProperties: { type: "number" } },
      { "123": "a", "4": 5 },
      { path: "data.*", expected: "string", actual: "number" },
    ],
    ["what is required", { required: ["id"] }, {}, { path: "data.id", expected: "present", actual: "missing" }],
    [
      "a value that is not listed",
      { enum: ["a"] },
      "secret",
      { path: "data", expected: "one of 1 values", actual: "another string" },
    ],
    [
      "none of the shapes",
      { oneOf: [{ type: "string" }, { type: "null" }] },
      1,
      { path: "data", expected: "null or string", actual: "number" },
    ],
    ["all of several", { allOf: [{}, { type: "array" }] }, {}, { path: "data", expected: "array", actual: "object" }],
    ["a fraction", { type: "integer" }, 1.5, { path: "data", expected: "integer", actual: "number" }],
    [
      "a field called __proto__",
      JSON.parse('{"properties":{"__proto__":{"type":"null"}}}'),
      JSON.parse('{"__proto__":1}'),
      { path: "data.__proto__", expected: "null", actual: "number" },
    ],
  ])("%s", async (_name, schema, data, mismatch) => {
    const check = await createCheck(schema);
    expect(check(data)).toEqual([mismatch]);
  });

  test("for the first 20 places, however many there are", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `field${index}`);
    const check = await createCheck({ properties: Object.fromEntries(names.map((name) => [name, { type: "null" }])) });
    expect(check(Object.fromEntries(names.map((name) => [name, 1])))).toHaveLength(20);
  });
});

test("schemas refer to others and to themselves, and a reply of any depth ends", async () => {
  const check = await createCheck(
    { $ref: "#/components/schemas/Tree~1Node" },
    {
      "Tree/Node": {
        type: "object",
        properties: { next: { $ref: "#/components/schemas/Tree~1Node" }, leaf: { type: "string" } },
      },
    },
  );
  expect(check({ next: { next: { leaf: 1 } } })).toEqual([
    { path: "data.next.next.leaf", expected: "string", actual: "number" },
  ]);
  let deep: unknown = {};
  for (let depth = 0; depth < 100_000; depth += 1) deep = { next: deep };
  expect(check(deep)).toEqual([]);
});

test("agrees with Ajv about schemas and replies of every shape", async () => {
  const names = constantFrom("id", "name", "list", "constructor", "123", "a b", "__proto__");
  const leaf = constantFrom(null, true, 0, 1.5, "", "12", "text", [], {});
  const value = letrec<{ value: ExactValue }>((tie) => ({
    value: oneof({ depthSize: "medium" }, leaf, array(tie("value"), { maxLength: 3 }), dictionary(names, tie("value"))),
  })).value;
  const pairs = sample(tuple(value, value), { numRuns: 120, seed: 1 });
  const schemas = pairs.map(([one]) => inferSchema(one));
  const check = await createCheck(
    {
      properties: Object.fromEntries(
        schemas.map((_schema, index) => [index, { $ref: `#/components/schemas/S${index}` }]),
      ),
    },
    Object.fromEntries(schemas.map((schema, index) => [`S${index}`, schema])),
  );
  const verdicts = pairs.map(([, other], index) => ({
    ours: check({ [index]: other }).length === 0,
    ajv: accepts(schemas[index]!, other),
  }));
  expect(verdicts.map(({ ours }) => ours)).toEqual(verdicts.map(({ ajv }) => ajv));
  expect(verdicts.filter(({ ajv }) => ajv).length).toBeGreaterThan(10);
  expect(verdicts.filter(({ ajv }) => !ajv).length).toBeGreaterThan(10);
});
