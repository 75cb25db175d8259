import * as fc from "fast-check";
import type { JsonObject, JsonValue } from "@just-one/document";

/** A schema and what became of it: the same, or changed in some places. */
export interface SchemaPair {
  before: JsonValue;
  after: JsonValue;
}

const aLeaf: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue[]>(
  {},
  true,
  { type: "string" },
  { type: "integer" },
  { type: "number" },
  { type: "null" },
  { type: ["string", "null"] },
  { type: ["string", "integer"] },
  { enum: ["a", "b"] },
  { enum: ["a"] },
  { const: "a" },
  { enum: ["a", null] },
  { type: "object" },
  { type: "array" },
);

/**
 * Pairs that differ in few places, so that most of what they let through is the same. Without `oneOf`: where its
 * alternatives overlap, one more shuts values out, and the policy says "looser" all the same.
 */
export const aSchemaPair: fc.Arbitrary<SchemaPair> = fc.letrec<{ pair: SchemaPair }>((tie) => {
  const same = aLeaf.map((schema): SchemaPair => ({ before: schema, after: schema }));
  const changed = fc.tuple(aLeaf, aLeaf).map(([before, after]): SchemaPair => ({ before, after }));
  const inner = tie("pair");
  return {
    pair: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 5, arbitrary: same },
      { weight: 1, arbitrary: changed },
      { weight: 1, arbitrary: anObject(inner) },
      { weight: 1, arbitrary: wrap(inner, "items", { type: "array" }) },
      { weight: 1, arbitrary: wrap(inner, "additionalProperties", { type: "object" }) },
      { weight: 1, arbitrary: wrap(inner, "propertyNames", { type: "object" }) },
      { weight: 1, arbitrary: wrap(inner, "unevaluatedProperties", { type: "object", properties: { a: {} } }) },
      { weight: 1, arbitrary: wrap(inner, "contains", { type: "array" }) },
      { weight: 1, arbitrary: wrap(inner, "not", {}) },
      { weight: 1, arbitrary: gather(inner, "prefixItems") },
      { weight: 1, arbitrary: gather(inner, "allOf") },
      { weight: 1, arbitrary: gather(inner, "anyOf") },
      { weight: 1, arbitrary: aCondition(inner) },
      { weight: 1, arbitrary: aMap(inner) },
    ),
  };
}).pair;

function anObject(inner: fc.Arbitrary<SchemaPair>): fc.Arbitrary<SchemaPair> {
  const required = fc.subarray(["a", "b"]);
  const closed = fc.constantFrom(undefined, false);
  const side = fc.record({ required, closed });
  return fc.tuple(inner, inner, side, fc.option(side)).map(([a, b, rules, others]) => {
    const write = (of: keyof SchemaPair, { required: names, closed: rest }: typeof rules): JsonObject => ({
      type: "object",
      properties: { a: a[of], b: b[of] },
      ...(names.length > 0 ? { required: names } : {}),
      ...(rest === undefined ? {} : { additionalProperties: rest }),
    });
    return { before: write("before", rules), after: write("after", others ?? rules) };
  });
}

/** One keyword over another schema; now and then only one side has it. */
function wrap(inner: fc.Arbitrary<SchemaPair>, keyword: string, base: JsonObject): fc.Arbitrary<SchemaPair> {
  return fc.tuple(inner, fc.constantFrom("both", "both", "before", "after")).map(([pair, sides]) => ({
    before: sides === "after" ? base : { ...base, [keyword]: pair.before },
    after: sides === "before" ? base : { ...base, [keyword]: pair.after },
  }));
}

/** A list of schemas under one keyword; now and then one side has one more. */
function gather(inner: fc.Arbitrary<SchemaPair>, keyword: string): fc.Arbitrary<SchemaPair> {
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  const type = keyword === "prefixItems" ? { type: "array" } : {};
  return fc.tuple(list, fc.constantFrom("both", "both", "before", "after")).map(([pairs, sides]) => {
    const write = (of: keyof SchemaPair): JsonObject => {
      const schemas = pairs.map((pair) => pair[of]);
      const isShort = sides !== "both" && sides !== of && schemas.length > 1;
      return { ...type, [keyword]: isShort ? schemas.slice(1) : schemas };
    };
    return { before: write("before"), after: write("after") };
  });
}

function aCondition(inner: fc.Arbitrary<SchemaPair>): fc.Arbitrary<SchemaPair> {
  return fc.tuple(inner, inner, inner).map(([condition, consequence, otherwise]) => {
    const write = (of: keyof SchemaPair): JsonObject =>
      Object.fromEntries([
        ["if", condition[of]],
        // oxlint-disable-next-line no-thenable -- a keyword of JSON Schema; nothing awaits it
        ["then", consequence[of]],
        ["else", otherwise[of]],
      ]);
    return { before: write("before"), after: write("after") };
  });
}

function aMap(inner: fc.Arbitrary<SchemaPair>): fc.Arbitrary<SchemaPair> {
  const keyword = fc.constantFrom("patternProperties", "dependentSchemas");
  return fc.tuple(keyword, inner, fc.constantFrom("both", "both", "before", "after")).map(([name, pair, sides]) => {
    const key = name === "patternProperties" ? "^a$" : "a";
    const write = (of: keyof SchemaPair): JsonObject => ({
      type: "object",
      ...(sides === "both" || sides === of ? { [name]: { [key]: pair[of] } } : {}),
    });
    return { before: write("before"), after: write("after") };
  });
}

/** Small values of every type, of which some fit most of the schemas. */
export const values: readonly JsonValue[] = (() => {
  const scalars: JsonValue[] = [null, true, 0, 1, 0.5, "a", "b", "c"];
  const once: JsonValue[] = [
    ...scalars,
    [],
    {},
    ...scalars.flatMap((one): JsonValue[] => [[one], { a: one }, { b: one }, { c: one }]),
  ];
  const pairs = scalars.flatMap((one) => scalars.map((other): JsonValue[] => [[one, other], { a: one, b: other }]));
  const twice = once.flatMap((one): JsonValue[] => [[one], { a: one }, { b: one, a: "a" }, { c: one }]);
  return [...once, ...pairs.flat(), ...twice];
})();
