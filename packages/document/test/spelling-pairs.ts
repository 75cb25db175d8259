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
];
