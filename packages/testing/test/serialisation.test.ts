import { toRequestKey } from "@just-one/core";
import { type JsonObject, readCatalog } from "@just-one/document";
import { createQuerySerializer, defaultPathSerializer } from "openapi-fetch";
import { expect, test } from "vitest";

const text = { type: "string" };
const list = { type: "array", items: text };
const object = { type: "object", properties: { a: text, b: { type: "integer" } } };

/** Schemas of a parameter, with values that fit them. */
const schemas: Readonly<Record<string, readonly [JsonObject, readonly unknown[]]>> = {
  text: [text, ["a b&c", "é/?#", "用户"]],
  integer: [{ type: "integer", format: "int64" }, [1, -5]],
  "a boolean": [{ type: "boolean" }, [true]],
  "text or null": [{ type: ["string", "null"] }, ["x"]],
  "a list": [list, [["a", "b c"], ["x"], []]],
  "a list without a type": [{ items: text }, [["a", "b"]]],
  "a list of lists": [{ type: "array", items: { anyOf: [list, text] } }, [[["a"], "b"]]],
  "an object": [object, [{ a: "x y", b: 1 }]],
  "an object without a type": [{ properties: { a: text } }, [{ a: "x" }]],
  "an object in parts": [{ allOf: [{ type: "object" }, { properties: { a: text } }] }, [{ a: "x" }]],
  "an object of lists": [{ type: "object", properties: { a: list } }, [{ a: ["x", "y"] }]],
  "an object of objects": [{ type: "object", additionalProperties: { anyOf: [text, object] } }, [{ k: { a: "x" } }]],
  "a map": [{ type: "object", additionalProperties: text }, [{ k: "v", l: "w" }]],
  "a listed object": [{ enum: [{ a: 1 }] }, [{ a: 1 }]],
  "text or a list": [{ anyOf: [text, list] }, ["s", ["a", "b"]]],
  anything: [{}, ["s", 1, ["a", "b"], { a: 1 }]],
  "anything but text": [{ not: text }, [1, { a: 1 }]],
};

const styles: Readonly<Record<string, readonly (string | undefined)[]>> = {
  path: [undefined, "simple", "label", "matrix", "form"],
  query: [undefined, "form", "spaceDelimited", "pipeDelimited", "deepObject", "simple", "unheard-of"],
  header: [undefined, "simple"],
  cookie: [undefined, "form"],
  form: [undefined, "form", "spaceDelimited", "pipeDelimited", "deepObject"],
};

interface Spelling {
  place: string;
  style: string | undefined;
  explode: boolean | undefined;
  /** As the media type of a parameter, or of a form's field. */
  contentType?: string;
}

function describe({ place, style, explode, contentType }: Spelling, schema: JsonObject): JsonObject {
  const how = { ...(style === undefined ? {} : { style }), ...(explode === undefined ? {} : { explode }) };
  const form = { schema: { type: "object", properties: { p: schema } }, encoding: { p: { ...how, contentType } } };
  const value = contentType === undefined ? { schema, ...how } : { content: { [contentType]: { schema } } };
  const operation =
    place === "form"
      ? { requestBody: { content: { "application/x-www-form-urlencoded": form } } }
      : { parameters: [{ name: "p", in: place, required: true, ...value }] };
  const paths = { [place === "path" ? "/a/{p}" : "/a"]: { post: { ...operation, responses: {} } } };
  // Without what is undefined.
  return JSON.parse(JSON.stringify({ openapi: "3.1.0", info: { title: "", version: "" }, paths }));
}

/** What openapi-fetch sends, which knows every style; undefined where a style is none of its place. */
function write({ place, style, explode, contentType }: Spelling, p: unknown): string | undefined {
  if (contentType === "application/json") return undefined;
  const how = style ?? (place === "path" ? "simple" : "form");
  const isExploded = explode ?? how === "form";
  if (place === "path") {
    const template = { simple: "{p}", label: "{.p}", matrix: "{;p}" }[how];
    return template && `POST ${defaultPathSerializer(`/a/${template}`, { p })}`;
  }
  // Safe: `style` is one of these, or it is refused before.
  const array = { style: how as "form", explode: isExploded };
  const serialise = createQuerySerializer({ array, object: { ...array, style: how === "deepObject" ? how : "form" } });
  const written = serialise({ p });
  if (place === "form") return `POST /a${written === "" ? "" : ` ${written}`}`;
  return `POST /a${written === "" ? "" : `?${written}`}`;
}

const spellings = Object.entries(styles).flatMap(([place, all]) =>
  all.flatMap((style) => [undefined, true, false].map((explode): Spelling => ({ place, style, explode }))),
);
const asContent = ["path", "query", "form"].flatMap((place) =>
  ["application/json", "text/plain; charset=utf-8"].map((contentType): Spelling => ({
    place,
    style: undefined,
    explode: undefined,
    contentType,
  })),
);

test("whatever a parameter's place, style and type, it is sent as the document says, or the operation is left out in one line", () => {
  const wrong: unknown[] = [];
  let [sent, leftOut] = [0, 0];
  for (const spelling of [...spellings, ...asContent]) {
    for (const [name, [schema, values]] of Object.entries(schemas)) {
      const problems: string[] = [];
      const catalog = readCatalog(describe(spelling, schema), { onLeftOut: (problem) => problems.push(problem) });
      if (catalog.length === 0) {
        if (!/^POST \/a[^\n]*: parameter "p" [^\n]+$/u.test(problems.join("\n")))
          wrong.push([name, spelling, problems]);
        leftOut += 1;
        continue;
      }
      for (const value of values) {
        const expected = write(spelling, value);
        const key = trySend(catalog, value);
        sent += 1;
        if (key !== undefined && decodeURIComponent(key) !== decodeURIComponent(expected ?? "")) {
          wrong.push([name, spelling, value, key, expected]);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect([sent, leftOut].every((count) => count > 200)).toBe(true);
});

/** Undefined where a client refuses the value, unsent. */
function trySend(catalog: ReturnType<typeof readCatalog>, p: unknown): string | undefined {
  try {
    return toRequestKey(catalog[0]?.operation ?? "", { p }, catalog);
  } catch {
    return undefined;
  }
}

const formOf = (schema: JsonObject, required = false): JsonObject => ({
  requestBody: { required, content: { "application/x-www-form-urlencoded": { schema } } },
});

test.each<[what: string, operation: JsonObject, problem: RegExp]>([
  [
    "a choice between fields",
    formOf({ oneOf: [{ properties: { a: text } }, { properties: { b: text } }] }),
    /"a" in some alternatives only/u,
  ],
  [
    "fields and a choice of more",
    formOf({ properties: { a: text }, anyOf: [{ properties: { b: text } }, {}] }),
    /"b" in some/u,
  ],
  ["a list", formOf(list), /its form is a array, and has no fields/u],
  ["a form without any field", formOf({ type: "object" }, true), /required and names no fields/u],
])("a form that could not be sent whole is left out: %s", (_what, operation, problem) => {
  const problems: string[] = [];
  const paths = { "/a": { post: { ...operation, responses: {} } } };
  const document = { openapi: "3.1.0", info: { title: "", version: "" }, paths };
  expect(readCatalog(document, { onLeftOut: (one) => problems.push(one) })).toEqual([]);
  expect(problems).toEqual([expect.stringMatching(problem)]);
});

test("a field of a form that is required and not described is a parameter", () => {
  const paths = { "/a": { post: { ...formOf({ required: ["b", "a"], properties: { a: text } }), responses: {} } } };
  const [entry] = readCatalog({ openapi: "3.1.0", info: { title: "", version: "" }, paths });
  expect(entry?.parameters).toMatchObject([
    { name: "a", types: ["string"] },
    { name: "b", required: true, types: ["array", "boolean", "null", "number", "string"] },
  ]);
});
