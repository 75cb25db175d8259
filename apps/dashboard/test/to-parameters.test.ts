import { expect, test } from "vitest";
import { toParameters } from "../page/src/operations/to-parameters.ts";

const parameter = (name: string, ...types: string[]) => ({ name, in: "query", required: false, types });

test.each([
  [["string"], "7048929565493690398", "7048929565493690398"],
  [["integer", "string"], "12", "12"],
  [["integer"], "12", 12],
  [["number"], "-1.5", -1.5],
  [["integer"], "many", "many"],
  [["boolean"], "true", true],
  [["boolean"], "false", false],
  [["boolean"], "yes", "yes"],
  [["array"], "a, b", ["a", "b"]],
  [["object"], '{"a":1}', { a: 1 }],
  [["object"], "{", "{"],
  [[], "x", "x"],
])("a parameter of type %j typed as %j is sent as %j", (types, text, value) => {
  expect(toParameters([parameter("p", ...types)], { p: text })).toEqual({ p: value });
});

test("what is empty is left out, never sent as a default", () => {
  expect(toParameters([parameter("p", "string"), parameter("q", "integer")], { p: "  ", other: "x" })).toEqual({});
});
