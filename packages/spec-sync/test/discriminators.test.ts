import type { JsonObject, JsonValue } from "@just-one/document";
import { describe, expect, test } from "vitest";
import { diffDocuments } from "../src/diff/diff-documents.ts";
import { buildDocument } from "./support/build-document.ts";
import { createTinyDocument } from "./support/tiny-document.ts";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const pet = (more: JsonObject): JsonObject => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { type: "string" }, ...more },
});
const cat = pet({ meow: { type: "string" } });
const dog = pet({ bark: { type: "string" } });

/** A reply that is a cat or a dog, told apart by `kind`. */
function choose(more: JsonObject, schemas: JsonObject = {}, example: JsonValue = {}): JsonObject {
  const data = { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind", ...more } };
  const schema = { type: "object", properties: { code: { enum: [0] }, data } };
  const content = { "application/json": { schema, examples: { one: { value: example } } } };
  return createTinyDocument({
    paths: { "/a": { get: { responses: { "200": { description: "", content } } } } },
    components: { schemas: { Cat: cat, Dog: dog, ...schemas } },
  });
}

const named = choose({ mapping: { Cat: "Cat", Dog: "Dog" } });

async function buildTypes(document: JsonObject): Promise<string> {
  const { schema, operations, validators } = await buildDocument(document);
  return schema + operations + validators;
}

test("alternatives are told apart by the values that the discriminator says", async () => {
  const { schema } = await buildDocument(named);
  expect(schema.replaceAll(/\/\*\*.*?\*\/|\s+/gsu, "")).toContain(
    'bark?:string;kind:"Dog";}|{kind:"Cat";meow?:string;}',
  );
});

describe("one discriminator in any spelling:", () => {
  test.each<[string, JsonObject]>([
    ["by reference", choose({ mapping: { Cat: "#/components/schemas/Cat", Dog: "#/components/schemas/Dog" } })],
    ["by the names of components", choose({})],
    ["by both", choose({ mapping: { Dog: "#/components/schemas/Dog" } })],
    ["by the names of components that lead on", choose({}, { Cat: ref("Moved"), Moved: cat })],
    ["by another name of a component", choose({ mapping: { Cat: "Moved", Dog: "Dog" } }, { Moved: ref("Cat") })],
    ["by a copy of a component", choose({ mapping: { Cat: "Moved", Dog: "Dog" } }, { Moved: structuredClone(cat) })],
    ["with a value of what is not there", choose({ mapping: { Cat: "Cat", Dog: "Dog", Cow: "./cow.json" } })],
  ])("%s", async (name, document) => {
    const isSame = !name.includes("not there");
    expect(diffDocuments(named, document).level).toBe(isSame ? "none" : "major");
    expect(diffDocuments(document, named).level).toBe(isSame ? "none" : "major");
    expect(await buildTypes(document)).toBe(await buildTypes(named));
  });
});

const kind = (value: string): JsonObject => pet({ kind: { type: "string", enum: [value] } });

test("a component that lists its own value is called what it will", async () => {
  const schemas = { Cat: kind("Cat"), Dog: kind("Dog") };
  const data = { oneOf: [ref("Tom"), ref("Rex")], discriminator: { propertyName: "kind" } };
  const [one, other] = [choose({}, schemas), choose({}, { Tom: kind("Cat"), Rex: kind("Dog") })];
  const renamed = JSON.parse(
    JSON.stringify(other).replace(JSON.stringify({ ...data, oneOf: [ref("Cat"), ref("Dog")] }), JSON.stringify(data)),
  );
  expect(diffDocuments(one, renamed).changes).toEqual([]);
  expect(await buildTypes(renamed)).toBe(await buildTypes(one));
});

test.each<[string, JsonObject]>([
  ["a value moved", choose({ mapping: { Cat: "Dog", Dog: "Cat" } })],
  ["a value more", choose({ mapping: { Cat: "Cat", Lion: "Cat", Dog: "Dog" } })],
  ["another value", choose({ mapping: { cat: "Cat" } })],
  ["another property", choose({ propertyName: "type" })],
])("%s changes the types and is major, there and back", async (_name, document) => {
  expect(await buildTypes(document)).not.toBe(await buildTypes(named));
  expect(diffDocuments(named, document).level).toBe("major");
  expect(diffDocuments(document, named).level).toBe("major");
});

test("what a schema says of the property holds against its discriminator", async () => {
  const [own, both] = [
    choose({}, { Cat: pet({ kind: { type: "string", enum: ["cat"] } }) }),
    choose({ mapping: { Cat: "Cat", Dog: "Dog" } }, { Cat: pet({ kind: { type: "string", enum: ["cat"] } }) }),
  ];
  expect((await buildDocument(own)).schema).toContain('kind: "cat"');
  expect(await buildTypes(both)).toBe(await buildTypes(own));
});

test("an example that looks like a discriminator changes no types", async () => {
  const reply = "#/paths/~1a/get/responses/200/content/application~1json/schema";
  const looks = { discriminator: { propertyName: "x" }, oneOf: [{ $ref: reply }] };
  expect(await buildTypes(choose({}, {}, looks))).toBe(await buildTypes(named));
});
