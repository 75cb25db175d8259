import type { CatalogEntry } from "@just-one/api";
import { expect, test } from "vitest";
import { readArguments } from "../src/arguments/read-arguments.ts";
import { readParameters } from "../src/arguments/read-parameters.ts";
import { ToolError } from "../src/results/tool-error.ts";
import { definitions } from "../src/tools/definitions.ts";

const schemaOf = (name: string): Parameters<typeof readArguments>[0] => {
  const found = definitions.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found.inputSchema;
};
const refusalOf = (act: () => unknown): object => {
  try {
    act();
  } catch (error) {
    if (error instanceof ToolError) return error.toAnswer();
    throw error;
  }
  return {};
};

test.each([
  [
    "objects as JSON's text",
    { operation: "GET /a", params: '{"id":"1"}' },
    { operation: "GET /a", params: { id: "1" } },
  ],
  [
    "objects as text of a text",
    { operation: "GET /a", params: '"{\\"id\\":1}"' },
    { operation: "GET /a", params: { id: 1 } },
  ],
  [
    "long integers within text, whole",
    { operation: "a", params: '{"id":7048929565493690398}' },
    { operation: "a", params: { id: "7048929565493690398" } },
  ],
  ["truth as text", { operation: "a", params: {}, fresh: "true" }, { operation: "a", params: {}, fresh: true }],
  ["null for what is left out", { operation: "a", params: {}, select: null }, { operation: "a", params: {} }],
  ["all arguments as text", '{"operation":"a","params":"{}"}', { operation: "a", params: {} }],
])("forgives %s", (_what, given, read) => {
  expect(readArguments(schemaOf("call_operation"), given)).toEqual(read);
});

test("refuses what is nested deeper than anything takes, as text and as it is, before anybody looks into it", () => {
  const text = `${"[".repeat(1000)}${"]".repeat(1000)}`;
  for (const params of [{ id: JSON.parse(text) as unknown }, `{"id":${text}}`]) {
    const refused = refusalOf(() => readArguments(schemaOf("call_operation"), { operation: "a", params }));
    expect(refused).toMatchObject({
      error: "invalid_parameters",
      billed: "no",
      say: expect.stringContaining("40 deep"),
    });
  }
});

test("forgives lists as text, and numbers as text", () => {
  const given = { operation: "a", inputs: '[{"id":1},"{\\"id\\":2}"]', select: "a", maxCalls: "5" };
  expect(readArguments(schemaOf("call_many"), given)).toMatchObject({ inputs: [{ id: 1 }, { id: 2 }], maxCalls: 5 });
});

test.each([
  [{ params: {} }, "operation is required"],
  [{ operation: "a", params: [] }, "params must be an object"],
  [{ operation: "a", params: "GET" }, "params must be an object"],
  [{ operation: "a", params: {}, fresh: "yes" }, "fresh must be true or false"],
  [{ operation: {}, params: {} }, "operation must be a text"],
  [{ operation: "a", params: {}, select: "x".repeat(1001) }, "select must have no more than 1000 characters"],
  ["nonsense", "the arguments must be an object"],
])("refuses %j with a sentence", (given, say) => {
  expect(refusalOf(() => readArguments(schemaOf("call_operation"), given))).toMatchObject({
    error: "invalid_parameters",
    billed: "no",
    say,
  });
});

test("names what was probably meant", () => {
  const given = { operation: "a", params: {}, purpos: "x" };
  expect(refusalOf(() => readArguments(schemaOf("call_operation"), given))).toMatchObject({ near: ["purpose"] });
});

const parameter = (
  name: string,
  ...types: CatalogEntry["parameters"][number]["types"]
): CatalogEntry["parameters"][number] => ({
  name,
  in: "query",
  required: false,
  types,
});
const entry: CatalogEntry = {
  operation: "GET /a",
  method: "GET",
  path: "/a",
  token: "query",
  deprecated: false,
  hidden: false,
  parameters: [
    parameter("id", "string"),
    parameter("page", "integer"),
    parameter("own", "boolean"),
    parameter("rate", "number"),
  ],
};

test("makes of a value what the operation takes, where there is no doubt", () => {
  expect(readParameters(entry, { id: 17, page: "2", own: "true", rate: "1.5" })).toEqual({
    id: "17",
    page: 2,
    own: true,
    rate: 1.5,
  });
  expect(readParameters(entry, { id: true, page: "9007199254740993" })).toEqual({
    id: "true",
    page: 9007199254740993n,
  });
  expect(readParameters(entry, { id: null, page: "two", own: "yes" })).toEqual({ page: "two", own: "yes" });
});

test.each([
  { id: Number("7048929565493690398") },
  { page: 2 ** 53 },
  { filter: { ids: [1, [2 ** 60]] } },
  { id: 1e300 },
])("refuses %j, whose digits are lost already", (given) => {
  expect(refusalOf(() => readParameters(entry, given))).toMatchObject({
    error: "unsafe_number",
    billed: "no",
    fix: expect.stringContaining("as a string"),
  });
});

test.each([{ id: "caf\uFFFD" }, { filter: { words: ["\uFFFD\uFFFD"] } }])(
  "refuses %j, a character of which is lost already",
  (given) => {
    expect(refusalOf(() => readParameters(entry, given))).toMatchObject({
      error: "invalid_parameters",
      billed: "no",
      say: expect.stringContaining("lost on the way"),
    });
  },
);

test.each(["caf\u00E9 ", " caf\u00E9\n", "\u00A0cafe\u0301", "\uFEFFcaf\u00E9\u200B", "cafe\u0301\u2060\u0000"])(
  "takes %j for what is seen of it, so that nobody pays for each spelling",
  (text) => {
    expect(readParameters(entry, { id: text })).toEqual({ id: "caf\u00E9" });
  },
);

test("reads a number or a boolean with blanks around it, and leaves what is inside a text alone", () => {
  expect(readParameters(entry, { page: " 2", own: "true\n", rate: "1.5 ", id: "a \u200B 👩\u200D👧" })).toEqual({
    page: 2,
    own: true,
    rate: 1.5,
    id: "a \u200B 👩\u200D👧",
  });
});
