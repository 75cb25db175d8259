import type { JsonObject, JsonValue } from "../src/json/json-value.ts";

export const text: JsonObject = { type: "string" };
export const object: JsonObject = { type: "object", properties: { b: text } };
export const closed: JsonObject = { ...object, additionalProperties: false };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const words = { title: "", description: "", deprecated: false, readOnly: false };
const whole: JsonObject = { type: "integer" };
const flag: JsonObject = { type: "boolean" };
const nothing: JsonObject = { type: "null" };
const list: JsonObject = { type: "array", items: text };

/** The components that pairs refer to. */
export const spellingComponents: JsonObject = {
  Any: {},
  Closed: closed,
  Null: { anyOf: [{ type: "null" }] },
  Object: object,
  Letters: { type: "string", oneOf: [{ const: "a" }, { const: "b" }] },
  WholeOrFlag: { anyOf: [whole, flag] },
  Nested: { title: "T", anyOf: [{ oneOf: [whole, flag, { $ref: "#/components/schemas/Null" }] }, list] },
};

/** What it is, and two schemas that mean the same. */
export const spellingPairs: readonly (readonly [string, JsonValue, JsonValue])[] = [
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
  [
    "what says nothing of a closed object's members, split",
    { ...closed, required: ["b"], minProperties: 1 },
    { required: ["b"], allOf: [ref("Closed"), { minProperties: 1 }] },
  ],
  [
    "a choice beside a closed object, split",
    { allOf: [{ ...closed, anyOf: [{ required: ["b"] }, { maxProperties: 0 }] }] },
    { allOf: [ref("Closed"), { anyOf: [{ maxProperties: 0 }, { required: ["b"] }] }] },
  ],
  ["a closed object twice", closed, { allOf: [closed, ref("Closed")] }],
  ["nothing at all", false, { not: { allOf: [true, {}] } }],
  ["an object without other properties", closed, { ...object, additionalProperties: { not: {} } }],
  ["a choice of one", { type: ["string", "null"] }, { oneOf: [{ anyOf: [text, ref("Null")] }] }],
  ["null said twice", { type: ["string", "null"] }, { oneOf: [text, { enum: [null, null], type: ["null"] }] }],
  ["the same alternative twice, and once behind a reference", { anyOf: [text, {}] }, { anyOf: [text, {}, ref("Any")] }],
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
  [
    "a base that may be null by its type",
    { ...object, type: ["object", "null"] },
    { type: ["object", "null"], allOf: [ref("Object")] },
  ],
  ["a choice of lists of values", { enum: ["a", "b", 1] }, { anyOf: [ref("Letters"), { const: 1 }] }],
  [
    "a list of values within a choice",
    { anyOf: [object, { enum: ["a", "b", 1] }] },
    { anyOf: [{ const: 1 }, object, ref("Letters")] },
  ],
  [
    "a list of types within a choice",
    { anyOf: [object, { type: ["boolean", "integer"] }] },
    { oneOf: [whole, object, flag] },
  ],
  ["a choice within a choice", { anyOf: [text, object, closed] }, { anyOf: [text, { anyOf: [closed, object] }] }],
  [
    "a choice within a choice, behind a reference",
    { anyOf: [list, whole, flag] },
    { anyOf: [ref("WholeOrFlag"), list] },
  ],
  [
    "choices within choices, null deep inside",
    { anyOf: [object, whole, flag, list, nothing] },
    { anyOf: [{ allOf: [ref("Nested")] }, object] },
  ],
  [
    "a choice that may be null within a choice",
    { anyOf: [object, list, flag, nothing] },
    { anyOf: [object, { anyOf: [list, flag], nullable: true }] },
  ],
  ["exactly one of types that share no value", { anyOf: [object, list] }, { oneOf: [list, object] }],
  [
    "exactly one of exactly one of them",
    { anyOf: [object, list, whole] },
    { oneOf: [object, { oneOf: [list, whole] }] },
  ],
  ["a list of types", { type: ["integer", "string"] }, { oneOf: [whole, text] }],
  [
    "a list of types that may be null",
    { type: ["integer", "string", "null"] },
    { anyOf: [whole, { type: ["string", "null"] }] },
  ],
  ["a list of types, one of them null", { type: ["integer", "string", "null"] }, { anyOf: [whole, text, ref("Null")] }],
  [
    "values one by one",
    { type: "string", enum: ["a", "b"] },
    {
      oneOf: [
        { const: "a", title: "A" },
        { const: "b", description: "B" },
      ],
    },
  ],
  [
    "values one by one beside their type",
    { type: "string", enum: ["a", "b"] },
    { type: "string", oneOf: [{ const: "b" }, { type: "string", const: "a" }] },
  ],
  [
    "values of two lists",
    { type: "string", enum: ["a", "b", "c"] },
    { anyOf: [{ enum: ["a", "b"] }, { type: "string", enum: ["b", "c", 1] }] },
  ],
  [
    "values one by one, null among them",
    { type: ["string", "null"], enum: ["a", "b", null] },
    { oneOf: [{ const: "a" }, { const: "b" }, { const: null }] },
  ],
  // What a schema says by itself, or beside what it belongs to.
  ["null as a constant", nothing, { const: null }],
  ["null as the only value", nothing, { enum: [null] }],
  ["every value of a type", flag, { enum: [true, false] }],
  ["every value of a type that may be null", { type: ["boolean", "null"] }, { enum: [false, null, true] }],
  ["every type", {}, { type: ["string", "integer", "number", "boolean", "array", "object", "null"] }],
  ["values that are of no such type", { ...text, enum: ["a"] }, { ...text, enum: ["a", 1, null, ["b"]] }],
  ["two limits, one weaker", { ...whole, exclusiveMinimum: 5 }, { ...whole, minimum: 5, exclusiveMinimum: 5 }],
  ["two limits in two parts", { ...whole, maximum: 3 }, { allOf: [{ ...whole, exclusiveMaximum: 9 }, { maximum: 3 }] }],
  [
    "a limit as OpenAPI 3.0 says it",
    { ...whole, exclusiveMaximum: 5 },
    { ...whole, maximum: 5, exclusiveMaximum: true },
  ],
  ["no limit as OpenAPI 3.0 says it", { ...whole, maximum: 5 }, { ...whole, maximum: 5, exclusiveMaximum: false }],
  ["half a limit", whole, { ...whole, exclusiveMinimum: true }],
  ["whole multiples of a whole number", whole, { ...whole, multipleOf: 1 }],
  ["any pattern", text, { ...text, pattern: ".*" }],
  ["no pattern and no format", text, { ...text, pattern: "", format: "" }],
  ["limits of other types", text, { ...text, minimum: 3, maxItems: 2, required: ["a"], minProperties: 1 }],
  ["parts of other types", text, { ...text, items: whole, properties: { a: whole }, additionalProperties: false }],
  ["limits of text beside a number", whole, { ...whole, maxLength: 3, pattern: "a" }],
  ["items of any kind", { type: "array" }, { type: "array", items: true, prefixItems: [] }],
  ["a count of what is not asked for", list, { ...list, minContains: 2, maxContains: 3 }],
  ["what may be there or not", list, { ...list, contains: whole, minContains: 0 }],
  ["items that were all looked at", list, { ...list, unevaluatedItems: false }],
  ["names that are text", object, { ...object, propertyNames: text }],
  ["patterns of anything", object, { ...object, patternProperties: { "^x": {}, "^y": ref("Any") } }],
  ["conditions of nothing", object, { ...object, dependentSchemas: { b: true }, dependentRequired: {}, xml: {} }],
  ["a condition without what follows", text, { ...text, if: { minLength: 2 } }],
  // oxlint-disable-next-line no-thenable -- JSON Schema's own keyword; nothing awaits it
  ["what follows without a condition", text, { ...text, then: { minLength: 2 }, else: false }],
  // oxlint-disable-next-line no-thenable -- JSON Schema's own keyword; nothing awaits it
  ["a condition that anything follows", text, { ...text, if: { minLength: 2 }, then: true, else: {} }],
  [
    "types in a choice, each beside what says nothing",
    { type: ["string", "integer", "null"] },
    {
      anyOf: [
        { ...text, minimum: 3, nullable: true },
        { ...whole, minLength: 0, nullable: true },
      ],
    },
  ],
  ["nothing but nothing", text, { ...text, not: { not: {} } }],
  ["names of every kind of text", object, { ...object, propertyNames: { type: ["string", "null"], minLength: 0 } }],
  [
    "an object that says so of others, in a part",
    { allOf: [closed, { minProperties: 1 }] },
    { allOf: [{ ...object, unevaluatedProperties: false }, { minProperties: 1 }] },
  ],
  [
    "items of every type",
    { type: "array" },
    { type: "array", items: { type: ["string", "integer", "number", "boolean", "array", "object", "null"] } },
  ],
  ["alternatives that nothing fits, behind wrappers", text, { anyOf: [text, { not: { allOf: [true] } }] }],
  ["not nothing", text, { ...text, not: false }],
  ["alternatives that nothing fits", { anyOf: [text, object] }, { oneOf: [false, text, false, object] }],
  ["an object that says what others there may not be", closed, { ...object, unevaluatedProperties: false }],
  [
    "a closed object taken over, its others unlooked at",
    { ...closed, properties: { b: text, c: whole } },
    { allOf: [object, { properties: { c: whole } }], unevaluatedProperties: false },
  ],
  ["an example in a list of one", { ...text, example: "x" }, { ...text, examples: ["x"] }],
];
