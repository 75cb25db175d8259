import { expect, test } from "vitest";
import { checkCatalog } from "../src/catalog/check-catalog.ts";
import { readCatalog } from "../src/catalog/read-catalog.ts";
import { DocumentError } from "../src/document-error.ts";
import type { JsonObject, JsonValue } from "../src/json/json-value.ts";
import { smallDocuments } from "./small-documents.ts";

const get: JsonObject = { responses: {} };

function document(paths: JsonObject, more: JsonObject = {}): JsonObject {
  return { openapi: "3.1.0", info: { title: "small", version: "1" }, paths, ...more };
}

function withParameter(name: string, more: JsonObject = {}): JsonObject {
  return document({ "/api/a/v1": { get: { ...get, parameters: [{ name, in: "query", schema: {}, ...more }] } } });
}

/** The one line of a refusal. */
function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
  throw new Error("was not refused");
}

function holes(path: string): JsonObject[] {
  return [...path.matchAll(/\{([^{}]+)\}/gu)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

test("text and what was parsed from it give the same, and what was parsed is left as it was", () => {
  for (const small of Object.values(smallDocuments)) {
    const text = JSON.stringify(small);
    expect(readCatalog(Object.freeze(JSON.parse(text)))).toEqual(readCatalog(text));
    expect(JSON.stringify(small)).toBe(text);
  }
});

test("servers change nothing, wherever they stand", () => {
  const servers = [{ url: "https://elsewhere.invalid/{a}" }];
  const plain = document({ "/api/a/v1": { get } });
  const served = document({ "/api/a/v1": { servers, get: { ...get, servers } } }, { servers });
  expect(readCatalog(served)).toEqual(readCatalog(plain));
  expect(JSON.stringify(readCatalog(served))).not.toContain("elsewhere");
});

test.each([
  "https://elsewhere.invalid/api",
  "//elsewhere.invalid/api",
  "/api//elsewhere.invalid",
  "/\\elsewhere.invalid",
  "/api/../user/get-balance",
  "/api/./a",
  "/..",
  "/api/%2e%2E/user",
  "/api/%2fa",
  "/api/%5Ca",
  "/api/%252e%252e/a",
  "/api/a?token=1",
  "/api/a#b",
  "/api/a%3Fb",
  "/api/a b",
  "/api/a\nb",
  "/api/\u202Ea",
  "/api/a\u200B",
  "/api/a%0d%0a",
  "/api/a%",
  "/api/{a}{b}/c",
  "/api/.{a}/c",
  "/api/{a",
  "api/a",
  "@elsewhere.invalid/api",
  "/" + "a".repeat(3000),
])("a path that could lead elsewhere is refused in one line: %j", (path) => {
  const message = refusal(() => readCatalog(document({ [path]: { get: { ...get, parameters: holes(path) } } })));
  expect(message).toMatch(/^.{1,500}$/u);
  expect(message).not.toMatch(/[\u202E\u200B]/u);
});

test.each([
  "/api/a/v1",
  "/api/{a}/v1",
  "/api/{a}-{b}/x",
  "/用户/v1",
  "/api/a.b/v1.2",
  "/api/%E7%94%A8/v1",
  "/api/a/",
  "/",
])("a path as paths are is read: %j", (path) => {
  const read = readCatalog(document({ [path]: { get: { ...get, parameters: holes(path) } } }));
  expect(read.map((entry) => entry.path)).toEqual([path]);
  expect(checkCatalog(JSON.parse(JSON.stringify(read)) as JsonValue)).toEqual(read);
});

test.each([
  "__proto__",
  "constructor",
  "toString",
  "prototype",
  "",
  " a",
  "a".repeat(300),
  "a\u202E",
  "a\nb",
  "\u0000",
])("a parameter whose name is none, or every object's, is refused: %j", (name) => {
  expect(refusal(() => readCatalog(withParameter(name)))).toMatch(/^GET \/api\/a\/v1 has a parameter .{1,120}$/u);
});

test("a token is placed in the query or a form only", () => {
  for (const place of ["header", "cookie", "path"]) {
    expect(refusal(() => readCatalog(withParameter("token", { in: place, required: true })))).toContain("token");
  }
  expect(readCatalog(withParameter("token"))).toMatchObject([{ token: "query", parameters: [] }]);
  expect(readCatalog(withParameter("pageToken"))).toMatchObject([
    { token: "none", parameters: [{ name: "pageToken" }] },
  ]);
});

const form: JsonObject = {
  content: { "application/x-www-form-urlencoded": { schema: { properties: { token: { type: "string" } } } } },
};

test("a method that nobody sends, or that carries no form, is refused", () => {
  for (const item of [
    { get: { ...get, requestBody: form } },
    { trace: get },
    { head: get },
    { additionalOperations: { "GET\r\nx": get } },
  ]) {
    expect(refusal(() => readCatalog(document({ "/api/a/v1": item })))).toMatch(/^.{1,300}$/u);
  }
});

test("what is too deep, too long, too much or no JSON is refused before it is read", () => {
  const deep = JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`) as JsonValue;
  const circle: Record<string, unknown> = document({});
  circle["x-self"] = circle;
  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_value, index) => [`/a${index}`, { get }]));
  const eight = Object.fromEntries(
    Array.from({ length: 4_000 }, (_value, index) => [`/a${index}`, { get, put: get, post: get }]),
  );
  for (const [value, words] of [
    [{ ...document({}), "x-deep": deep }, "deeper than 128"],
    [circle, "deeper than 128"],
    [document(many), "more than 10000 operations"],
    [document(eight), "more than 10000 operations"],
    [" ".repeat(17 * 1024 * 1024), "longer than"],
    [{ ...document({}), "x-code": () => 1 }, "not JSON"],
    ["<!doctype html>", "not JSON"],
    ["openapi: 3.1.0\npaths: {}\n", "YAML"],
    ['{"openapi":"3.1.0","paths":{"/a":{"get":{},"get":{}}}}', "duplicate key"],
    [undefined, "not JSON"],
    [null, "not an OpenAPI document"],
    ["", "not JSON"],
  ] as const) {
    expect(refusal(() => readCatalog(value))).toMatch(new RegExp(`^(?=.{1,500}$).*${words}`, "u"));
  }
});

const ref = (index: number): JsonObject => ({ $ref: `#/components/schemas/S${index}` });

function readSchemas(schemas: [string, JsonObject][], schema: JsonObject, reply: JsonObject = {}): unknown {
  const responses = { "200": { description: "", content: { "application/json": { schema: reply } } } };
  const operation = { parameters: [{ name: "p", in: "query", schema }], responses };
  return readCatalog(document({ "/a": { get: operation } }, { components: { schemas: Object.fromEntries(schemas) } }));
}

test("schemas that are chosen from without end, or that hold each other in a long circle, take no time", () => {
  const choices = Array.from({ length: 40 }, (_value, index): [string, JsonObject] => [
    `S${index}`,
    { oneOf: [ref(index + 1), { allOf: [ref(index + 1), { maxLength: index }] }] },
  ]);
  expect(readSchemas([...choices, ["S40", { type: "string" }]], ref(0))).toMatchObject([
    { parameters: [{ types: ["string"] }] },
  ]);
  const circle = Array.from({ length: 3_000 }, (_value, index): [string, JsonObject] => [
    `S${index}`,
    { type: "object", properties: { next: ref((index + 1) % 3_000), ...(index === 0 ? { a: {} } : {}) } },
  ]);
  expect(readSchemas(circle, { type: "string" }, ref(0))).toHaveLength(1);
});

test("what would take too long is refused once its time is up", () => {
  const parts = Array.from({ length: 3_000 }, (_value, index) => ({
    properties: { [`a${index}`]: { type: "string" } },
  }));
  const parameters = [{ name: "p", in: "query", schema: { allOf: parts } }];
  const slow = document({ "/a": { get: { ...get, parameters } } });
  const startedAt = Date.now();
  expect(refusal(() => readCatalog(slow, { maxMs: 100 }))).toBe("the document takes more than 0.1 s to be read");
  expect(Date.now() - startedAt).toBeLessThan(60_000);
});

test("what cannot be sent refuses the document, or is left out and told", () => {
  const json = { content: { "application/json": { schema: {} } } };
  const mixed = document({ "/api/a/v1": { get, post: { ...get, requestBody: json } } });
  expect(refusal(() => readCatalog(mixed))).toMatch(/^POST \/api\/a\/v1: its body is not/u);
  const told: string[] = [];
  const read = readCatalog(mixed, { onLeftOut: (problem) => told.push(problem) });
  expect([read.map(({ operation }) => operation), told]).toEqual([
    ["GET /api/a/v1"],
    [expect.stringMatching(/^POST \/api\/a\/v1: its body/u)],
  ]);
});

function keep(): JsonObject[] {
  const read = readCatalog(withParameter("a", { schema: { type: "string", enum: ["x"] } }));
  return JSON.parse(JSON.stringify(read)) as JsonObject[];
}

test("values past 2^53, which no client could compare, are not listed, so that any may be sent", () => {
  const schema = '{"type":"integer","enum":[1,7048929565493690398]}';
  const read = readCatalog(JSON.stringify(withParameter("a", { schema: "A" })).replace('"A"', schema));
  expect(read).toMatchObject([{ parameters: [{ name: "a", types: ["integer"] }] }]);
  expect(read[0]?.parameters[0]).not.toHaveProperty("enum");
  expect(JSON.parse(JSON.stringify(read))).toEqual(read);
});

test.each([
  ["version", '{"openapi":7048929565493690398}'],
  ["reference", '{"openapi":"3.1.0","info":{},"paths":{"/a":{"$ref":7048929565493690398}}}'],
  [
    "style",
    '{"openapi":"3.1.0","info":{"title":"","version":""},"paths":{"/a":{"get":{"responses":{},"parameters":[{"name":"a","in":"query","style":7048929565493690398,"schema":{"type":"array"}}]}}}}',
  ],
])("a number past 2^53 as a %s is refused in one line, too", (_name, text) => {
  expect(refusal(() => readCatalog(text))).toMatch(/^.{1,300}$/u);
});

test("a kept catalog is checked whole", () => {
  const [entry = {}] = keep();
  expect(checkCatalog(keep())).toEqual(keep());
  for (const damaged of [
    {},
    "catalog",
    [null],
    [entry, entry],
    [{ ...entry, path: "//elsewhere.invalid", operation: "GET //elsewhere.invalid" }],
    [{ ...entry, path: "/other" }],
    [{ ...entry, token: "header" }],
    [{ ...entry, parameters: {} }],
    [{ ...entry, parameters: [{ name: "token", in: "query", required: true, types: [] }] }],
    [{ ...entry, parameters: [{ name: "a", in: "header", required: true, types: [] }] }],
    [{ ...entry, parameters: [{ name: "a", in: "query", required: true, types: ["date"] }] }],
    [{ ...entry, parameters: [{ name: "a", in: "query", required: true, types: [], enum: [{}] }] }],
    ...Object.keys(entry).map((name) => [{ ...entry, [name]: 7 }]),
  ] as JsonValue[]) {
    expect(refusal(() => checkCatalog(damaged))).toMatch(/^.{1,200}$/u);
  }
});
