import {
  array,
  assert,
  bigInt,
  constantFrom,
  dictionary,
  double,
  letrec,
  nat,
  oneof,
  property,
  string,
} from "fast-check";
import { expect, test } from "vitest";
import { type JsonValue, parseJson, stringifyJson } from "@just-one/document";

test("integers past 2^53 stay whole, and only those", () => {
  const text =
    '[7048929565493690398,-9007199254740993,9007199254740992,9007199254740991,-0,1e21,0.1,"7048929565493690398"]';
  expect(parseJson(text, "x")).toEqual([
    7_048_929_565_493_690_398n,
    -9_007_199_254_740_993n,
    9_007_199_254_740_992,
    9_007_199_254_740_991,
    -0,
    1e21,
    0.1,
    "7048929565493690398",
  ]);
});

test("whatever is read is written as it stood", () => {
  const { tree } = letrec<{ tree: JsonValue }>((tie) => ({
    tree: oneof(
      { maxDepth: 3 },
      bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
      double({ noNaN: true, noDefaultInfinity: true }),
      string(),
      array(tie("tree"), { maxLength: 4 }),
      dictionary(string(), tie("tree"), { maxKeys: 4 }),
    ),
  }));
  assert(
    property(tree, (value) => {
      const text = stringifyJson(value);
      expect(stringifyJson(parseJson(text, "x"))).toBe(text);
    }),
  );
});

test("a key that is written twice is refused, whatever stands around and inside of it", () => {
  const texts = string({ unit: constantFrom('"', "\\", ":", " ", "a", "{", "\u{1f600}") });
  const other = oneof(texts, dictionary(texts, texts, { maxKeys: 2 }), array(texts, { maxLength: 2 }));
  assert(
    property(texts, array(other, { maxLength: 3 }), other, nat(), (key, values, twin, place) => {
      const members = values.map((value, index) => `${JSON.stringify(`${index}${key}`)} : ${JSON.stringify(value)}`);
      const once = [...members, `${JSON.stringify(key)}:${JSON.stringify(twin)}`];
      expect(() => parseJson(`[{${once.join(" ,\n")}}]`, "x")).not.toThrow();
      const twice = once.toSpliced(place % (once.length + 1), 0, `${JSON.stringify(key)}\t:null`);
      expect(() => parseJson(`[{${twice.join(",")}}]`, "x")).toThrow(/^x:\d+:\d+: duplicate key/u);
    }),
  );
});

test.each([
  ["[".repeat(129) + "]".repeat(129), /nested deeper than 128/u],
  ["[1e400]", /too large to be held/u],
])("what a number or a stack cannot hold is refused", (text, message) => {
  expect(() => parseJson(text, "x")).toThrow(message);
  expect(() => parseJson("[".repeat(128) + "]".repeat(128), "x")).not.toThrow();
});

test.each([
  "openapi: 3.1.0",
  "---\nopenapi: 3.1.0",
  "%YAML 1.2\n---\n{}",
  "# the vendor's\n\n'openapi': 3.1.0",
  "\uFEFFopenapi:\r\n",
])("YAML such as %j is refused in words that say so", (text) => {
  expect(() => parseJson(text, "x.yaml")).toThrow(
    /^x\.yaml:\d+:\d+: not JSON but YAML, which is not read here: convert/u,
  );
});

test.each(["", "{openapi: 1}", "<html>a: b</html>", '{"a": 1,}', "[1 2]"])(
  "%j is not JSON, and not taken for YAML",
  (text) => {
    expect(() => parseJson(text, "x")).toThrow(/^x:\d+:\d+: not JSON \(/u);
  },
);
