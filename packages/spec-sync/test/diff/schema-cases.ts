import type { JsonValue } from "@just-one/document";
import type { Level } from "../../src/diff/level.ts";

/** One change of a schema and what it means on the way in and on the way out. */
export interface SchemaCase {
  name: string;
  before: JsonValue;
  after: JsonValue;
  request: Level;
  reply: Level;
}

type Row = [name: string, before: JsonValue, after: JsonValue, request: Level, reply: Level];

const object = (properties: JsonValue, rest: object = {}): JsonValue => ({ type: "object", properties, ...rest });
/** Text under a condition; `then` as a key would make the literal look like a promise. */
const when = (rules: object): JsonValue => ({
  type: "string",
  ...Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name === "thenDo" ? "then" : name, rule])),
});
const text = { type: "string" };
const count = { type: "integer" };
const ref = (name: string): JsonValue => ({ $ref: `#/components/schemas/${name}` });
const cat = ref("Cat");
const dog = ref("Dog");

const rows: readonly Row[] = [
  // Types
  ["a type changed", text, count, "major", "major"],
  ["a list became text", { type: "array", items: text }, text, "major", "major"],
  ["the items' type changed", { type: "array", items: text }, { type: "array", items: count }, "major", "major"],
  ["an integer became a number", count, { type: "number" }, "minor", "major"],
  ["a number became an integer", { type: "number" }, count, "major", "minor"],
  ["a type joined the list", { type: ["string"] }, { type: ["string", "integer"] }, "minor", "major"],
  ["a type left the list", { type: ["string", "integer"] }, text, "major", "minor"],
  ["a list of types changed", { type: ["string", "integer"] }, { type: ["string", "boolean"] }, "major", "major"],
  ["anything became an object", {}, object({ a: text }), "major", "minor"],
  ["an object became anything", object({ a: text }), {}, "minor", "major"],
  ["text became true", text, true, "minor", "major"],
  ["true became text", true, text, "major", "minor"],
  ["text became impossible", text, false, "major", "minor"],
  ["the impossible became text", false, text, "minor", "major"],
  ["a type was said where only properties were", { properties: { a: text } }, object({ a: text }), "major", "minor"],
  ["a type was no longer said", object({ a: text }), { properties: { a: text } }, "minor", "major"],
  [
    "what is only written changed its type",
    object({ a: { type: "string", writeOnly: true } }),
    object({ a: { type: "integer", writeOnly: true } }),
    "major",
    "none",
  ],
  ["what is only read went", object({ a: { type: "string", readOnly: true } }), object({}), "none", "major"],
  [
    "the format of one of two types changed",
    { oneOf: [text, { type: "integer" }] },
    { oneOf: [{ type: "string", format: "a" }, { type: "integer" }] },
    "patch",
    "patch",
  ],
  [
    "words in one of two objects changed",
    { oneOf: [object({ a: { type: "string", description: "x" } }), object({ b: text })] },
    { oneOf: [object({ a: { type: "string", description: "y" } }), object({ b: text })] },
    "patch",
    "patch",
  ],
  // Null
  ["null was let in", text, { type: ["string", "null"] }, "minor", "major"],
  ["null was shut out", { type: ["null", "string"] }, text, "major", "minor"],
  ["nullable was said", text, { type: "string", nullable: true }, "minor", "major"],
  ["nullable was unsaid", { type: "string", nullable: true }, text, "major", "minor"],
  ["null became an alternative", text, { anyOf: [text, { type: "null" }] }, "minor", "major"],
  [
    "null joined the alternatives",
    { oneOf: [text, count] },
    { oneOf: [text, count, { type: "null" }] },
    "minor",
    "major",
  ],
  ["a component became nullable where it is used", cat, { oneOf: [cat, { type: "null" }] }, "minor", "major"],
  ["a component is no longer nullable here", { anyOf: [{ type: "null" }, cat] }, cat, "major", "minor"],
  ["null left the enum", { enum: ["a", null] }, { enum: ["a"] }, "major", "minor"],
  [
    "null left enum and type",
    { type: ["string", "null"], enum: ["a", null] },
    { type: "string", enum: ["a"] },
    "major",
    "minor",
  ],
  [
    "null left the enum alone",
    { type: ["string", "null"], enum: ["a", null] },
    { type: ["string", "null"], enum: ["a"] },
    "major",
    "minor",
  ],
  ["nullable beside allOf", { allOf: [cat] }, { allOf: [cat], nullable: true }, "minor", "major"],
  // Values
  ["an enum was introduced", text, { type: "string", enum: ["a", "b"] }, "major", "minor"],
  ["an enum was lifted", { type: "string", enum: ["a", "b"] }, text, "minor", "major"],
  ["a value was added", { enum: ["a", "b"] }, { enum: ["c", "a", "b"] }, "minor", "minor"],
  ["a value was removed", { enum: ["a", "b"] }, { enum: ["b"] }, "major", "minor"],
  ["a value was renamed", { enum: ["a", "b"] }, { enum: ["b", "c"] }, "major", "minor"],
  [
    "the values' type changed",
    { type: "string", enum: ["0", "1"] },
    { type: "integer", enum: [0, 1] },
    "major",
    "major",
  ],
  ["a constant changed", { const: "a" }, { const: "b" }, "major", "major"],
  ["a constant became a choice", { const: "a" }, { enum: ["a", "b"] }, "minor", "minor"],
  ["a constant was introduced", text, { type: "string", const: "a" }, "major", "minor"],
  [
    "the items' enum lost a value",
    { type: "array", items: { enum: [1, 2] } },
    { type: "array", items: { enum: [1] } },
    "major",
    "minor",
  ],
  // Properties
  ["a property was added", object({ a: text }), object({ a: text, b: text }), "minor", "minor"],
  [
    "a required property was added",
    object({ a: text }),
    object({ a: text, b: text }, { required: ["b"] }),
    "major",
    "minor",
  ],
  ["a property was removed", object({ a: text, b: text }), object({ a: text }), "major", "major"],
  ["a required property was removed", object({ a: text }, { required: ["a"] }), object({}), "major", "major"],
  ["a property's letter case changed", object({ itemId: text }), object({ itemID: text }), "major", "major"],
  ["a property became required", object({ a: text }), object({ a: text }, { required: ["a"] }), "major", "minor"],
  ["a property became optional", object({ a: text }, { required: ["a"] }), object({ a: text }), "minor", "major"],
  ["an undescribed property became required", object({}), object({}, { required: ["a"] }), "major", "minor"],
  [
    "a property named __proto__ was removed",
    JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}'),
    object({}),
    "major",
    "major",
  ],
  [
    "a property named constructor changed its type",
    object({ constructor: text }),
    object({ constructor: count }),
    "major",
    "major",
  ],
  [
    "a property became read-only",
    object({ a: text }),
    object({ a: { type: "string", readOnly: true } }),
    "major",
    "minor",
  ],
  [
    "a property became write-only",
    object({ a: text }),
    object({ a: { type: "string", writeOnly: true } }),
    "minor",
    "major",
  ],
  [
    "a required read-only property was added",
    object({}),
    object({ a: { type: "string", readOnly: true } }, { required: ["a"] }),
    "none",
    "minor",
  ],
  [
    "further properties were shut out",
    object({ a: text }),
    object({ a: text }, { additionalProperties: false }),
    "major",
    "minor",
  ],
  ["further properties were let in", object({}, { additionalProperties: false }), object({}), "minor", "major"],
  [
    "further properties changed their type",
    object({}, { additionalProperties: text }),
    object({}, { additionalProperties: count }),
    "major",
    "major",
  ],
  [
    "further properties may be anything",
    object({}, { additionalProperties: text }),
    object({}, { additionalProperties: true }),
    "minor",
    "major",
  ],
  // Alternatives
  [
    "an alternative was added",
    { oneOf: [text, count] },
    { oneOf: [{ type: "boolean" }, text, count] },
    "minor",
    "major",
  ],
  ["an alternative was removed", { oneOf: [text, count] }, { oneOf: [text] }, "major", "minor"],
  ["an alternative of anyOf was removed", { anyOf: [dog, cat, text] }, { anyOf: [cat, text] }, "major", "minor"],
  ["an alternative of anyOf was added", { anyOf: [cat, text] }, { anyOf: [dog, cat, text] }, "minor", "major"],
  ["a schema became one of two", text, { oneOf: [count, text] }, "minor", "major"],
  ["one of two was left", { oneOf: [count, text] }, text, "major", "minor"],
  ["alternatives became anything", { oneOf: [count, text] }, {}, "minor", "major"],
  ["an alternative widened", { oneOf: [count, text] }, { oneOf: [{ type: "number" }, text] }, "minor", "major"],
  ["anyOf became oneOf", { anyOf: [cat, dog] }, { oneOf: [cat, dog] }, "major", "minor"],
  ["oneOf became anyOf", { oneOf: [cat, dog] }, { anyOf: [cat, dog] }, "minor", "major"],
  [
    "the discriminator changed",
    { oneOf: [cat, dog], discriminator: { propertyName: "kind" } },
    { oneOf: [cat, dog], discriminator: { propertyName: "type" } },
    "major",
    "major",
  ],
  [
    "a discriminator's value moved",
    { oneOf: [cat, dog], discriminator: { propertyName: "kind", mapping: { c: "Cat", d: "Dog" } } },
    { oneOf: [cat, dog], discriminator: { propertyName: "kind", mapping: { c: "Dog", d: "Cat" } } },
    "major",
    "major",
  ],
  [
    "allOf gained a branch",
    { allOf: [cat] },
    { allOf: [cat, object({ b: text }, { required: ["b"] })] },
    "major",
    "minor",
  ],
  ["allOf lost a branch", { allOf: [cat, object({ b: text })] }, { allOf: [cat] }, "major", "major"],
  // Conditions
  ["not was added", text, { type: "string", not: { const: "x" } }, "major", "minor"],
  ["not was removed", { type: "string", not: { const: "x" } }, text, "minor", "major"],
  [
    "not changed",
    { type: "string", not: { enum: ["x"] } },
    { type: "string", not: { enum: ["x", "y"] } },
    "major",
    "major",
  ],
  ["if and then were added", text, when({ if: { minLength: 3 }, thenDo: { pattern: "^a" } }), "major", "minor"],
  [
    "then changed",
    when({ if: { const: "a" }, thenDo: { maxLength: 3 } }),
    when({ if: { const: "a" }, thenDo: { maxLength: 4 } }),
    "major",
    "major",
  ],
  [
    "if, then and else were removed",
    { type: "string", if: { const: "a" }, else: { maxLength: 3 } },
    text,
    "minor",
    "major",
  ],
  ["contains was added", { type: "array" }, { type: "array", contains: text }, "major", "minor"],
  ["contains changed", { type: "array", contains: text }, { type: "array", contains: count }, "major", "major"],
  [
    "a tuple was introduced",
    { type: "array", items: text },
    { type: "array", prefixItems: [text], items: text },
    "major",
    "major",
  ],
  [
    "a tuple's place changed its type",
    { type: "array", prefixItems: [text, count] },
    { type: "array", prefixItems: [text, text] },
    "major",
    "major",
  ],
  [
    "a tuple's places changed their order",
    { type: "array", prefixItems: [text, count] },
    { type: "array", prefixItems: [count, text] },
    "major",
    "major",
  ],
  [
    "a tuple's place lost an enum value",
    { type: "array", prefixItems: [{ enum: ["a", "b"] }] },
    { type: "array", prefixItems: [{ enum: ["a"] }] },
    "major",
    "minor",
  ],
  [
    "a pattern of properties was added",
    { type: "object" },
    { type: "object", patternProperties: { "^x": text } },
    "major",
    "minor",
  ],
  [
    "a pattern of properties was removed",
    { type: "object", patternProperties: { "^x": text } },
    { type: "object" },
    "minor",
    "major",
  ],
  [
    "a pattern was added to a closed object",
    object({}, { additionalProperties: false }),
    object({}, { additionalProperties: false, patternProperties: { "^x": text } }),
    "major",
    "major",
  ],
  [
    "a pattern's properties widened",
    { type: "object", patternProperties: { "^x": count } },
    { type: "object", patternProperties: { "^x": { type: "number" } } },
    "minor",
    "major",
  ],
  [
    "property names were limited to a list",
    { type: "object" },
    { type: "object", propertyNames: { enum: ["a"] } },
    "major",
    "minor",
  ],
  ["a dependency was added", { type: "object" }, { type: "object", dependentRequired: { a: ["b"] } }, "major", "minor"],
  [
    "a dependency was removed",
    { type: "object", dependentRequired: { a: ["b", "c"] } },
    { type: "object", dependentRequired: { a: ["b"] } },
    "minor",
    "major",
  ],
  [
    "a dependency was replaced",
    { type: "object", dependentRequired: { a: ["b"] } },
    { type: "object", dependentRequired: { a: ["c"] } },
    "major",
    "major",
  ],
  [
    "a dependent schema was added",
    { type: "object" },
    { type: "object", dependentSchemas: { a: { required: ["b"] } } },
    "major",
    "minor",
  ],
  [
    "unevaluated properties were shut out",
    { type: "object" },
    { type: "object", unevaluatedProperties: false },
    "major",
    "minor",
  ],
  [
    "unevaluated items were let in",
    { type: "array", prefixItems: [text], unevaluatedItems: false },
    { type: "array", prefixItems: [text] },
    "minor",
    "major",
  ],
  [
    "the encoding of text changed",
    { type: "string", contentEncoding: "base64" },
    { type: "string", contentEncoding: "base16" },
    "major",
    "major",
  ],
  ["the media type inside text changed", text, { type: "string", contentMediaType: "image/png" }, "major", "major"],
  ["the XML form changed", text, { type: "string", xml: { attribute: true } }, "major", "major"],
  ["an unknown keyword was added", text, { type: "string", frobnicate: 1 }, "major", "major"],
  [
    "an unknown keyword changed",
    { type: "string", frobnicate: 1 },
    { type: "string", frobnicate: 2 },
    "major",
    "major",
  ],
  ["an unknown keyword was removed", { frobnicate: { x: [] } }, {}, "major", "major"],
  ["an unknown keyword came with a type", {}, { type: "string", frobnicate: 1 }, "major", "major"],
  [
    "a dialect was named",
    text,
    { type: "string", $schema: "https://json-schema.org/draft/2020-12/schema" },
    "major",
    "major",
  ],
  // Constraints
  ...constraintRows(),
  ["the items' number was limited", { type: "array" }, { type: "array", maxItems: 3 }, "minor", "minor"],
  ["items must differ", { type: "array" }, { type: "array", uniqueItems: true }, "minor", "minor"],
  ["a property count was limited", { type: "object" }, { type: "object", minProperties: 1 }, "minor", "minor"],
  [
    "further text was limited",
    { additionalProperties: text, type: "object" },
    { additionalProperties: { type: "string", maxLength: 3 }, type: "object" },
    "minor",
    "minor",
  ],
  // Behaviour and remarks
  ["a default was added", text, { type: "string", default: "a" }, "minor", "minor"],
  ["a default changed", { type: "string", default: "a" }, { type: "string", default: "b" }, "minor", "minor"],
  ["a default changed its type", { type: "integer", default: 1 }, { type: "integer", default: "1" }, "minor", "minor"],
  ["a default became null", { type: "string", default: "a" }, { type: "string", default: null }, "minor", "minor"],
  ["a default was removed", { type: "string", default: "a" }, text, "minor", "minor"],
  ["it was deprecated", text, { type: "string", deprecated: true }, "minor", "minor"],
  ["its deprecation was taken back", { type: "string", deprecated: true }, text, "patch", "patch"],
  [
    "a component got a default where it is used",
    ref("Name"),
    { $ref: "#/components/schemas/Name", default: "a" },
    "minor",
    "minor",
  ],
  [
    "a component got words where it is used",
    ref("Name"),
    { $ref: "#/components/schemas/Name", description: "a" },
    "patch",
    "patch",
  ],
  ["a format was added", count, { type: "integer", format: "int32" }, "patch", "patch"],
  ["a format changed", { type: "integer", format: "int32" }, { type: "integer", format: "uint8" }, "patch", "patch"],
  ["a bigint may be passed", count, { type: "integer", format: "int64" }, "minor", "patch"],
  ["no bigint may be passed any more", { type: "integer", format: "int64" }, count, "major", "patch"],
  [
    "the description changed",
    { type: "string", description: "a" },
    { type: "string", description: "b" },
    "patch",
    "patch",
  ],
  ["the title was removed", { type: "string", title: "a" }, text, "patch", "patch"],
  ["a comment was added", text, { type: "string", $comment: "a" }, "patch", "patch"],
  ["an example changed", { type: "string", example: "a" }, { type: "string", example: "b" }, "patch", "patch"],
  ["examples were added", text, { type: "string", examples: ["b"] }, "patch", "patch"],
  // Nothing
  ...sameRows(),
];

function constraintRows(): Row[] {
  const ofText: [string, string, JsonValue, JsonValue][] = [
    ["string", "minLength", 1, 2],
    ["string", "maxLength", 10, 5],
    ["string", "pattern", "^a", "^b"],
  ];
  const numbers: [string, string, JsonValue, JsonValue][] = [
    ["integer", "minimum", 1, 2],
    ["integer", "maximum", 9, 8],
    ["integer", "exclusiveMinimum", 0, 1],
    ["integer", "exclusiveMaximum", 9, 8],
    ["integer", "multipleOf", 2, 4],
  ];
  return [...ofText, ...numbers].flatMap(([type, keyword, one, other]): Row[] => [
    [`${keyword} was added`, { type }, { type, [keyword]: one }, "minor", "minor"],
    [`${keyword} changed`, { type, [keyword]: one }, { type, [keyword]: other }, "minor", "minor"],
    [`${keyword} was removed`, { type, [keyword]: one }, { type }, "minor", "minor"],
  ]);
}

function sameRows(): Row[] {
  const pairs: [string, JsonValue, JsonValue][] = [
    ["a list of one type", text, { type: ["string"] }],
    ["the order of types", { type: ["string", "null"] }, { type: ["null", "string"] }],
    ["nullable of 3.0 in the words of 3.1", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["null as an alternative", { type: ["string", "null"] }, { oneOf: [{ type: "null" }, text] }],
    [
      "a nullable component in another spelling",
      { anyOf: [cat, { type: "null" }] },
      { oneOf: [{ type: "null" }, { allOf: [cat] }] },
    ],
    ["alternatives as a list of types", { oneOf: [text, count] }, { type: ["integer", "string"] }],
    ["the order of alternatives", { oneOf: [cat, dog, text] }, { oneOf: [text, dog, cat] }],
    ["the order of an enum", { enum: ["a", "b"] }, { enum: ["b", "a"] }],
    ["a constant as an enum of one", { const: "a" }, { enum: ["a"] }],
    ["an enum that implies its type", { enum: ["a", "b"] }, { type: "string", enum: ["a", "b"] }],
    [
      "the order of required",
      object({ a: text, b: text }, { required: ["a", "b"] }),
      object({ b: text, a: text }, { required: ["b", "a"] }),
    ],
    [
      "an exclusive limit of 3.0 in the words of 3.1",
      { type: "integer", minimum: 1, exclusiveMinimum: true },
      { type: "integer", exclusiveMinimum: 1 },
    ],
    ["limits that limit nothing", { type: "string", minLength: 0 }, text],
    [
      "an exclusive limit that is off",
      { type: "integer", minimum: 1, exclusiveMinimum: false },
      { type: "integer", minimum: 1 },
    ],
    ["true and an empty schema", true, {}],
    ["items that may be anything", { type: "array", items: {} }, { type: "array" }],
    ["further properties let in by name", object({}, { additionalProperties: true }), object({})],
    ["a component written out", ref("Name"), text],
    ["a component behind allOf of one", cat, { allOf: [cat] }],
    [
      "allOf merged by hand",
      { allOf: [object({ a: text }), object({ b: count }, { required: ["b"] })] },
      object({ a: text, b: count }, { required: ["b"] }),
    ],
    [
      "the order of allOf",
      { allOf: [object({ a: text }), { pattern: "x" }, { pattern: "y" }] },
      { allOf: [{ pattern: "y" }, object({ a: text }), { pattern: "x" }] },
    ],
    ["extensions", text, { type: "string", "x-order": 3, "x-aliases": ["a"] }],
    ["white space of words", { type: "string", description: "a b" }, { type: "string", description: " a\u00a0\n b " }],
    ["an empty description", text, { type: "string", description: "" }],
    ["the order inside examples", { examples: [1, 2] }, { examples: [2, 1] }],
    ["the order of keys in a default", { default: { a: 1, b: 2 } }, { default: { b: 2, a: 1 } }],
    ["definitions nobody uses", text, { type: "string", $defs: { Unused: count } }],
    [
      "the order of dependencies",
      { type: "object", dependentRequired: { a: ["b", "c"] } },
      { type: "object", dependentRequired: { a: ["c", "b"] } },
    ],
    [
      "words inside a condition",
      { type: "string", not: { const: "a" } },
      { type: "string", not: { const: "a", description: "why" } },
    ],
    [
      "a mapping that says what the names say",
      { oneOf: [cat, dog], discriminator: { propertyName: "kind" } },
      {
        oneOf: [dog, cat],
        discriminator: { propertyName: "kind", mapping: { Cat: "#/components/schemas/Cat", Dog: "Dog" } },
      },
    ],
  ];
  return pairs.flatMap(([name, one, other]): Row[] => [
    [`only ${name}`, one, other, "none", "none"],
    [`only ${name}, the other way`, other, one, "none", "none"],
  ]);
}

/** Changes of a schema with what each means, clause by clause of the policy. */
export const schemaCases: readonly SchemaCase[] = rows.map(([name, before, after, request, reply]) => ({
  name,
  before,
  after,
  request,
  reply,
}));
