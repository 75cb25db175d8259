import { describe, expect, it } from "vitest";
import { parseExactJson } from "../src/infer/exact-json.ts";
import { accepts, compileSchema, inferSchema } from "./infer-support.ts";

describe("places that prove nothing", () => {
  it.each([[null], [[]], [{}]])("leaves %j as unknown as it was", (value) => {
    const schema = inferSchema({ place: value });
    expect(accepts(schema, { place: "anything" })).toBe(true);
    expect(accepts(schema, { place: { any: [1] } })).toBe(true);
  });

  it("types a place as soon as one sample shows something, and keeps null beside it", () => {
    expect(inferSchema({ a: null }, { a: "text" })).toEqual({
      type: "object",
      properties: { a: { type: ["string", "null"] } },
    });
  });

  it("keeps an empty list beside an object, since some languages write empty objects so", () => {
    const schema = inferSchema({ a: [] }, { a: { b: 1 } });
    expect(accepts(schema, { a: [] })).toBe(true);
    expect(accepts(schema, { a: { b: 2 } })).toBe(true);
    expect(accepts(schema, { a: "text" })).toBe(false);
  });

  it("says of an object that was empty beside other values that it may hold anything", () => {
    expect(inferSchema("text", {})).toEqual({ type: ["object", "string"], additionalProperties: {} });
  });
});

describe("objects", () => {
  const schema = inferSchema({ name: "a", author: { id: 1 } });

  it("requires no field and closes no object", () => {
    expect(JSON.stringify(schema)).not.toMatch(/required|enum|format|const|false/u);
    expect(accepts(schema, {})).toBe(true);
    expect(accepts(schema, { name: "b", author: { id: 2, unseen: [] }, unseen: {} })).toBe(true);
  });

  it("refuses a value of another kind", () => {
    expect(accepts(schema, { name: 1 })).toBe(false);
    expect(accepts(schema, { author: { id: "1" } })).toBe(false);
  });

  it("lets a field that holds an object be null, as it may be missing", () => {
    expect(accepts(schema, { author: null })).toBe(true);
    expect(accepts(schema, null)).toBe(false);
  });

  it("orders properties by name, whatever the order of the keys", () => {
    expect(JSON.stringify(inferSchema({ b: 1, a: { d: 1, c: 2 } }))).toBe(
      JSON.stringify(inferSchema({ a: { c: 2, d: 1 }, b: 1 })),
    );
  });

  it.each(["__proto__", "50%"])("leaves %s, which no tool can name, to what an open object allows", (key) => {
    const sample = Object.fromEntries([
      [key, "text"],
      ["a", 1],
    ]);
    expect(inferSchema(sample)).toEqual({ type: "object", properties: { a: { type: "number" } } });
    expect(inferSchema(Object.fromEntries([[key, "text"]]))).toEqual({ type: "object", additionalProperties: {} });
  });

  it("takes hostile keys as data", () => {
    const keys = ["constructor", "$ref", "*/", "`${1}`", "</script>", "\u2028", "", "a".repeat(10_000), "键"];
    const sample = Object.fromEntries(keys.map((key) => [key, { [key]: "text" }]));
    const { properties } = inferSchema(sample);
    expect(Object.keys(properties as object).toSorted()).toEqual(keys.toSorted());
    expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
    expect(accepts(inferSchema(sample), sample)).toBe(true);
  });
});

describe("arrays", () => {
  it("merges the objects among mixed items and keeps the other kinds beside them", () => {
    expect(inferSchema([{ a: 1 }, "text", { b: true }, null, [1.5]])).toEqual({
      type: "array",
      items: {
        type: ["object", "array", "string", "null"],
        properties: { a: { type: "number" }, b: { type: "boolean" } },
        items: { type: "number" },
      },
    });
  });

  it("knows a list whose items prove nothing as a list of unknown items", () => {
    expect(inferSchema([null, [], {}])).toEqual({ type: "array", items: {} });
  });

  it("types arrays of arrays", () => {
    expect(inferSchema([[[1]], [[2, "x"]]])).toEqual({
      type: "array",
      items: { type: "array", items: { type: "array", items: { type: ["string", "number"] } } },
    });
  });
});

describe("maps", () => {
  it.each([
    ["digits", ["700000000000123", "7", "0"], String.raw`^\d+$`],
    ["dates", ["2026-03-09", "2026-03-10"], String.raw`^\d{4}-\d{2}-\d{2}$`],
    ["UUIDs", ["123e4567-e89b-12d3-a456-426614174000"], "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"],
    ["hashes", ["d41d8cd98f00b204e9800998ecf8427e"], String.raw`^(?=\D*\d)[0-9a-fA-F]{16,}$`],
    ["URLs", ["https://example.test/a", "http://example.test/b?c=d"], "^https?://"],
    ["prefixed ids", ["item_704892956", "item_704892957"], String.raw`^[A-Za-z]{1,16}[-_:.]?\d{6,}$`],
  ])("reads an object keyed by %s as a map and tells the pattern of its keys", (_what, keys, pattern) => {
    const sample = Object.fromEntries(keys.map((key, index) => [key, { rank: index }]));
    expect(inferSchema(sample)).toEqual({
      type: "object",
      patternProperties: { [pattern]: { type: "object", properties: { rank: { type: "number" } } } },
    });
  });

  it("checks values under ids that it has not seen", () => {
    const schema = inferSchema({ "1001": { rank: 1 } });
    expect(accepts(schema, { "1002": { rank: 2 } })).toBe(true);
    expect(accepts(schema, { "1002": { rank: "2" } })).toBe(false);
  });

  it.each([["cpm_1_20"], ["h264"], ["IsHDBitrate"], ["authentication_token"], ["content_theme_labels_180d"], ["标题"]])(
    "reads %s as the name of a field",
    (key) => {
      expect(inferSchema({ [key]: "text" })).toEqual({ type: "object", properties: { [key]: { type: "string" } } });
    },
  );

  it("takes keys that read as names for data when their values look like those beside them", () => {
    const schema = inferSchema({ "700000000000123": { aid: 1, bvid: "a" }, BV1JiKhzDEmo: { aid: 2, bvid: "b" } });
    expect(schema).toMatchObject({ additionalProperties: { type: "object", properties: { aid: {}, bvid: {} } } });
    expect(schema).not.toHaveProperty("properties");
  });

  it("leaves a lone number among many names a field", () => {
    const schema = inferSchema({ "18": "text", name: "text", price: 1 });
    expect(schema).toMatchObject({ properties: { "18": { type: "string" } } });
    expect(schema).not.toHaveProperty("patternProperties");
  });

  it("keeps the names of fields beside a map", () => {
    const schema = inferSchema({ "1": { a: 1 }, "2": { a: 2 }, total: 2 });
    expect(schema).toMatchObject({ properties: { total: { type: "number" } } });
    expect(schema).toHaveProperty(["patternProperties", String.raw`^\d+$`]);
    expect(accepts(schema, { "3": { a: "text" } })).toBe(false);
  });

  it("names no pattern when the keys follow several", () => {
    expect(inferSchema({ "1": "a", "https://example.test": "b" })).toEqual({
      type: "object",
      additionalProperties: { type: "string" },
    });
  });

  it("does not let a map refuse the keys that no tool can name", () => {
    const sample = parseExactJson('{ "1": { "a": 1 }, "https://example.test": { "a": 2 }, "__proto__": 5, "5%": "x" }');
    expect(accepts(inferSchema(sample), sample)).toBe(true);
  });

  it("reads an object with hundreds of names as a map", () => {
    const sample = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`name-${"x".repeat(index)}`, index]));
    expect(inferSchema(sample)).toEqual({ type: "object", additionalProperties: { type: "number" } });
  });
});

describe("strings and numbers", () => {
  it("keeps digits in a string a string and says so", () => {
    expect(inferSchema("3642403", "-1.5", "")).toEqual({ type: "string", description: "A number, as a string." });
  });

  it("says so when a string holds JSON", () => {
    expect(inferSchema('{"a":1}', "[]")).toEqual({ type: "string", description: "JSON, as a string." });
  });

  it("says nothing about a string that holds digits only sometimes", () => {
    expect(inferSchema("1", "one")).toEqual({ type: "string" });
    expect(inferSchema("1", "{}")).toEqual({ type: "string" });
  });

  it("finds integers beyond 2^53 in the raw text and types them as the strings they arrive as", () => {
    expect(inferSchema(parseExactJson("7048929565493690398"))).toEqual({
      type: "string",
      description: "Integer, delivered as a string beyond 2^53 to keep it whole.",
    });
    expect(inferSchema(parseExactJson("9007199254740991"))).toEqual({ type: "number" });
    expect(inferSchema(parseExactJson("9007199254740993"))).toHaveProperty("type", "string");
    expect(inferSchema(parseExactJson("-9007199254740993"))).toHaveProperty("type", "string");
  });

  it("types an integer that is only sometimes beyond 2^53 as number or string", () => {
    const schema = inferSchema(parseExactJson("[7048929565493690398, 12]"));
    expect(schema).toMatchObject({ items: { type: ["string", "number"] } });
    expect(accepts(schema, [3n, 4, "5"])).toBe(true);
  });

  it("does not take a whole number for a promise that there are no fractions", () => {
    expect(accepts(inferSchema(0), 0.5)).toBe(true);
  });

  it("does not judge a number that is too large for any number", () => {
    expect(inferSchema(parseExactJson("1e999"))).toEqual({});
  });
});

describe("limits", () => {
  it("leaves what is nested deeper than any reply unknown, and still accepts it", () => {
    const text = `${'{"a":['.repeat(2_000)}1${"]}".repeat(2_000)}`;
    const schema = inferSchema(parseExactJson(text));
    expect(JSON.stringify(schema).length).toBeLessThan(5_000);
    expect(compileSchema(schema)(JSON.parse(text))).toBe(true);
  });
});
