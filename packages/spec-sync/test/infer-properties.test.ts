import {
  type Arbitrary,
  array,
  assert,
  bigInt,
  constant,
  constantFrom,
  dictionary,
  double,
  integer,
  jsonValue,
  oneof,
  property,
  shuffledSubarray,
  string,
  stringMatching,
  tuple,
  uuid,
} from "fast-check";
import { expect, it } from "vitest";
import { type ExactValue, parseExactJson } from "../src/infer/exact-json.ts";
import { observe } from "../src/infer/observe.ts";
import { createShape, mergeInto } from "../src/infer/shape.ts";
import { toSchema } from "../src/infer/to-schema.ts";
import { accepts, inferSchema } from "./infer-support.ts";

const names = constantFrom(
  "id",
  "name",
  "items",
  "__proto__",
  "50%",
  "constructor",
  "toString",
  "$ref",
  "*/",
  "",
  "标题",
  "a b",
);
const ids = oneof(
  integer({ min: 0, max: 9 }).map(String),
  bigInt({ min: 10n ** 15n, max: 10n ** 19n }).map(String),
  uuid(),
  stringMatching(/^2026-0[1-9]-[0-2][1-9]$/u),
  stringMatching(/^[0-9a-f]{24}$/u),
  stringMatching(/^[0-9A-Za-z]{20}$/u),
  constantFrom("https://example.test/a", "item_1234567", "18-24"),
);
const keys = oneof(names, ids, string());
const leaves: Arbitrary<ExactValue> = oneof(
  constantFrom<ExactValue[]>(null, true, false, "", "12", "1.5", '{"a":1}', "[]", "text", 2 ** 53, -0),
  string(),
  double({ noNaN: true, noDefaultInfinity: true }),
  integer(),
  bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
);

/** Values as replies hold them, three levels deep: few names that repeat, keys that are ids, every kind of leaf. */
const replies: Arbitrary<ExactValue> = nest(nest(nest(leaves)));

function nest(inner: Arbitrary<ExactValue>): Arbitrary<ExactValue> {
  return oneof(leaves, array(inner, { maxLength: 4 }), dictionary(keys, inner, { maxKeys: 5, noNullPrototype: true }));
}

const anyJson: Arbitrary<ExactValue> = jsonValue({ maxDepth: 6 }).map((value) => parseExactJson(JSON.stringify(value)));
const samples = oneof(replies, anyJson);

it("infers a schema that accepts the value it was inferred from, whatever the value", () => {
  assert(
    property(samples, (value) => {
      expect(accepts(inferSchema(value), value)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

it("goes on accepting every sample as more samples come", () => {
  assert(
    property(array(samples, { minLength: 1, maxLength: 5 }), (values) => {
      const schema = inferSchema(...values);
      for (const value of values) expect(accepts(schema, value)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it("only ever adds types to a place once it is known", () => {
  assert(
    property(leaves, leaves, samples, (one, other, more) => {
      // Leaves have no open places, so whatever their schema accepts must stay accepted.
      const before = inferSchema(one);
      if (before["type"] === undefined || !accepts(before, other)) return;
      expect(accepts(inferSchema(one, more), other)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

it("infers the same from samples in any order, and however they are grouped", () => {
  const shuffled = array(samples, { minLength: 2, maxLength: 5 }).chain((values) =>
    tuple(constant(values), shuffledSubarray(values, { minLength: values.length })),
  );
  assert(
    property(shuffled, integer({ min: 0, max: 5 }), ([values, reordered], cut) => {
      const expected = JSON.stringify(inferSchema(...values));
      expect(JSON.stringify(inferSchema(...reordered))).toBe(expected);
      expect(JSON.stringify(inferInGroups(values.slice(0, cut), values.slice(cut)))).toBe(expected);
    }),
    { numRuns: 200 },
  );
});

it("infers the same from the same reply with its keys in another order", () => {
  assert(
    property(samples, (value) => {
      expect(JSON.stringify(inferSchema(reverseKeys(value)))).toBe(JSON.stringify(inferSchema(value)));
    }),
    { numRuns: 200 },
  );
});

it("never claims more than one reply can prove", () => {
  const forbidden = /"(?:required|enum|const|format|minimum|maximum|maxLength)":|"additionalProperties":false/u;
  assert(
    property(nest(nest(constantFrom<ExactValue[]>(1, "text", null))), (value) => {
      expect(JSON.stringify(inferSchema(value))).not.toMatch(forbidden);
    }),
  );
});

function inferInGroups(...groups: readonly (readonly ExactValue[])[]): unknown {
  const whole = createShape();
  for (const group of groups) {
    const shape = createShape();
    for (const value of group) observe(shape, value);
    mergeInto(whole, shape);
  }
  return toSchema(whole);
}

function reverseKeys(value: ExactValue): ExactValue {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reverseKeys(item)]),
  );
}
