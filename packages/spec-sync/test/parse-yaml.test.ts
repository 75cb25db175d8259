import { assert, json, property } from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { JsonValue } from "@just-one/document";
import { parseYaml } from "../src/document/parse-yaml.ts";

test("any JSON is read as JSON is, and so is YAML that says the same", () => {
  assert(
    property(json(), (text) => {
      const value: JsonValue = JSON.parse(text);
      expect(parseYaml(text, "x")).toEqual(value);
      expect(parseYaml(stringify(value, { version: "1.2", aliasDuplicateObjects: false }), "x")).toEqual(value);
    }),
  );
});

test("words, dates and numbers of YAML 1.2 mean what they mean there", () => {
  const text = "{ on: yes, 200: 0x10, 1.0: 0o17, true: ~, day: 2026-07-23, 'a': \"7048929565493690398\", e: 1e3 }";
  expect(parseYaml(text, "x")).toEqual({
    on: "yes",
    200: 16,
    "1.0": 15,
    true: null,
    day: "2026-07-23",
    a: "7048929565493690398",
    e: 1000,
  });
});

test("integers past 2^53 stay whole", () => {
  const text = "[7048929565493690398, -9007199254740993, 0xFFFFFFFFFFFFFFFF, 9007199254740992, +12]";
  expect(parseYaml(text, "x")).toEqual([
    7_048_929_565_493_690_398n,
    -9_007_199_254_740_993n,
    18_446_744_073_709_551_615n,
    9_007_199_254_740_992,
    12,
  ]);
});

test("an alias is what its anchor holds, each time another copy", () => {
  const value = parseYaml("a: &a { list: [1] }\nb: *a\nc: [*a, *a]", "x");
  expect(value).toEqual({ a: { list: [1] }, b: { list: [1] }, c: [{ list: [1] }, { list: [1] }] });
});

test("a name such as __proto__ stays a name", () => {
  const value = parseYaml("__proto__: { polluted: true }", "x");
  expect(Object.keys(value ?? {})).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

const bomb = ["a: &a0 [x, x, x, x, x, x, x, x, x, x]"];
for (let level = 1; level < 12; level += 1) bomb.push(`b${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`);

test.each<[what: string, text: string, message: RegExp | string]>([
  ["infinity", "a: 1\nb: .inf", "x:2:4: .inf is no number of JSON"],
  ["infinity below zero", "[1, -.INF]", "x:1:5: -.INF is no number of JSON"],
  ["a number that is none", "a: .nan", "x:1:4: .nan is no number of JSON"],
  ["a number too large to be held", "a: 1e400", "x:1:4: 1e400 is no number of JSON"],
  ["a merge key", "a: &a {b: 1}\nc:\n  <<: *a", /^x:3:3: a merge key \(<<\)/u],
  ["a key that is a list", "? [a]\n: 1", "x:1:3: a key that is no text"],
  ["a key that is missing", "a: 1\n: 2", /^x:2:1: a key is missing/u],
  ["a key written twice", "a: 1\n'a': 2", 'x:2:1: duplicate key "a"'],
  ["a key written twice, once as a number", "200: 1\n'200': 2", 'x:2:1: duplicate key "200"'],
  ["a tag that nobody knows", "a: !secret x", /^x:1:4: not YAML \(tag resolve failed\)/u],
  ["a set", "a: !!set {b, c}", "the tag tag:yaml.org,2002:set is none of JSON's"],
  ["bytes", "a: !!binary aGVsbG8=", /^x:1:\d+: the tag tag:yaml\.org,2002:binary is none/u],
  ["a key with such a tag", "!!merge <<: { b: 1 }", "x:1:9: the tag tag:yaml.org,2002:merge is none of JSON's"],
  ["YAML that says it is 1.1", "%YAML 1.1\n---\na: yes", /^x:1:1: YAML 1\.1; write it as YAML 1\.2/u],
  ["an anchor that nobody set", "a: *b", 'x:1:4: there is no anchor "b" before it'],
  ["an anchor that holds itself", "a: &a [*a]", /^x:1:\d+: nested deeper than 128 levels, or holds itself/u],
  ["aliases of aliases without end", bomb.join("\n"), /^x:\d+:\d+: its aliases hold more than 100000 values/u],
  ["nesting without end", "[".repeat(100_000), /^x:1:\d+: /u],
  ["nesting that ends", `${"[".repeat(200)}${"]".repeat(200)}`, /^x:1:\d+: nested deeper than 128 levels/u],
  ["two documents", "a: 1\n---\nb: 2", /^x:2:1: not YAML \(multiple docs\)/u],
])("%s is refused with its place", (_what, text, message) => {
  expect(() => parseYaml(text, "x")).toThrow(message);
});

test('quoted, "<<" is a name like any other', () => {
  expect(parseYaml("'<<': 1", "x")).toEqual({ "<<": 1 });
});
