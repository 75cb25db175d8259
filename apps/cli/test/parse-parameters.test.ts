import type { CatalogEntry, ParameterType } from "@just-one/api";
import { expect, test } from "vitest";
import { parseParameters } from "../src/operations/parse-parameters.ts";

const describeEntry = (types: readonly ParameterType[]): CatalogEntry => ({
  operation: "GET /api/x",
  method: "GET",
  path: "/api/x",
  token: "query",
  parameters: [{ name: "a", in: "query", required: true, types }],
  deprecated: false,
  hidden: false,
});

test.each<[readonly ParameterType[], string, unknown]>([
  [["string"], "7048929565493690398", "7048929565493690398"],
  [["string", "integer"], "1", "1"],
  [[], "1", "1"],
  [["integer"], "1", 1],
  [["integer"], "7048929565493690398", 7048929565493690398n],
  [["integer"], "1.5", "1.5"],
  [["number"], "1.5", 1.5],
  [["number"], "", ""],
  [["boolean"], "true", true],
  [["boolean"], "True", "True"],
  [["array"], '["x", 1]', ["x", 1]],
  [["object"], "{broken", "{broken"],
])("a parameter of %j reads %j as its own type, and leaves it to the client to refuse it", (types, text, value) => {
  expect(parseParameters(describeEntry(types), [`a=${text}`])).toEqual({ a: value });
});

test("a key that would reach an object's prototype stays a key", () => {
  const parameters = parseParameters(describeEntry([]), ["__proto__=1", "constructor=2"]);
  expect(Object.keys(parameters)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
});
