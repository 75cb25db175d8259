// oxlint-disable unicorn/consistent-function-scoping -- each test shows the document it is about
import { describe, expect, test } from "vitest";
import { DocumentError, type JsonObject, type JsonValue } from "@just-one/document";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { createDocument } from "./slots.ts";

/** A document whose only reply is the component `S`, or what is given for it. */
function createReply(schemas: JsonObject, schema: JsonValue = { $ref: "#/components/schemas/S" }): JsonObject {
  const responses = { 200: { description: "", content: { "application/json": { schema } } } };
  return createDocument({ responses }, { schemas });
}

function tell(before: JsonObject, after: JsonObject): string[] {
  return diffDocuments(before, after).changes.map(({ kind, where }) => `${kind} at ${where}`);
}

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };
const count = { type: "integer" };

describe("what stands behind a reference is told where it stands", () => {
  test("at a definition inside a component", () => {
    const put = (values: string[]): JsonObject =>
      createReply({
        S: { $defs: { X: { enum: values } }, type: "object", properties: { x: ref("S/$defs/X") } },
      });
    expect(tell(put(["a"]), put(["a", "b"]))).toEqual(["res-enum-value-added at components.schemas.S.$defs.X"]);
  });

  test("at the last of several aliases", () => {
    const put = (schema: JsonObject): JsonObject => createReply({ S: ref("Alias"), Alias: ref("Real"), Real: schema });
    expect(tell(put(text), put(count))).toEqual(["res-type-changed at components.schemas.Real"]);
  });

  test("at the only schema that a dynamic reference can mean", () => {
    const put = (schema: JsonObject): JsonObject =>
      createReply({
        S: { $dynamicAnchor: "node", type: "object", properties: { value: schema, next: { $dynamicRef: "#node" } } },
      });
    expect(tell(put(text), put(count))).toEqual(["res-type-changed at components.schemas.S.value"]);
  });

  test("as not understood where a dynamic reference can mean several", () => {
    const put = (schema: JsonObject): JsonObject =>
      createReply(
        { A: { $dynamicAnchor: "node" }, B: { $dynamicAnchor: "node", ...schema } },
        { $dynamicRef: "#node" },
      );
    expect(tell(put(text), put(count))).toEqual([
      "schema-keyword-not-understood at reply 200 application/json#$dynamicRef",
    ]);
  });

  test("behind a path item of its own", () => {
    const put = (schema: JsonObject): JsonObject => {
      const { paths, ...document } = createReply({}, schema);
      const [item = {}] = typeof paths === "object" ? Object.values(paths ?? {}) : [];
      return {
        ...document,
        paths: { "/things": { $ref: "#/components/pathItems/P" } },
        components: { pathItems: { P: item } },
      };
    };
    expect(tell(put(text), put(count))).toEqual(["res-type-changed at reply 200 application/json"]);
    expect(tell(put(text), createReply({}, text))).toEqual([]);
  });
});

describe("schemas that contain themselves", () => {
  const createTree = (leaf: JsonObject, name = "B"): JsonObject =>
    createReply({
      S: { oneOf: [ref(name), text] },
      [name]: { type: "object", properties: { again: ref("S"), leaf } },
    });

  test("do not differ by their names", () => {
    expect(tell(createTree(count), createTree(count, "Renamed"))).toEqual([]);
  });

  test("are told once, however often they come back", () => {
    expect(tell(createTree(count), createTree(text))).toEqual(["res-type-changed at components.schemas.B.leaf"]);
  });

  test("end even where allOf multiplies them", () => {
    const put = (leaf: JsonObject): JsonObject =>
      createReply({
        S: { allOf: [ref("A"), ref("B")] },
        A: { type: "object", properties: { next: ref("A"), a: leaf } },
        B: { type: "object", properties: { next: ref("B"), b: text } },
      });
    expect(tell(put(count), put(count))).toEqual([]);
    expect(new Set(tell(put(count), put(text)))).toContain("res-type-changed at components.schemas.A.a");
  });

  test.each<[string, (next: JsonObject) => JsonObject]>([
    ["properties", (next) => ({ type: "object", properties: { next } })],
    ["alternatives", (next) => ({ type: "object", properties: { next: { anyOf: [text, next] } } })],
  ])("are followed through hundreds of %s, to the one that differs", (_name, put) => {
    const [one, same] = [text, text].map((last) => createReply(createChain(500, put, last)));
    const other = createReply(createChain(500, put, count));
    expect(diffDocuments(one ?? {}, same ?? {}).changes).toEqual([]);
    expect(diffDocuments(one ?? {}, other).changes).toHaveLength(1);
  });

  test.each([
    ["go round in a circle", createReply({ S: ref("A"), A: ref("S") })],
    ["lead nowhere", createReply({})],
    ["lead through thousands of bases", createReply(createChain(5000, (next) => ({ allOf: [next, text] })))],
  ])("are refused where they %s", (_name, document) => {
    expect(() => diffDocuments(document, document)).toThrow(DocumentError);
  });
});

/** Schemas of which each holds the next one, and the last one what it is given. */
function createChain(length: number, put: (next: JsonObject) => JsonObject, last: JsonObject = text): JsonObject {
  const links = Array.from({ length }, (_, index): [string, JsonObject] => [
    index === 0 ? "S" : `S${index}`,
    put(index + 1 < length ? ref(`S${index + 1}`) : last),
  ]);
  return Object.fromEntries(links);
}
