import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { describe, expect, test } from "vitest";
import { generateSchemaTypes } from "../src/generate-schema-types.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const vendorDocument = join(resolve(root, process.env["JUST_ONE_VENDOR_DIR"] ?? "../shared/vendor"), "openapi.json");

async function readDocument(path: string): Promise<OpenAPI3> {
  return parse(await readFile(path, "utf8"));
}

function parse(text: string): OpenAPI3 {
  const document: OpenAPI3 = JSON.parse(text);
  return document;
}

async function generateByTheBook(document: OpenAPI3): Promise<string> {
  return astToString(await openapiTS(document, { silent: true }));
}

test("the project's document gives what openapi-typescript gives by itself", async () => {
  const path = join(root, "openapi/dist/openapi.json");
  expect(generateSchemaTypes(await readDocument(path))).toBe(await generateByTheBook(await readDocument(path)));
});

test("enums, unions, maps, references and discriminators too", async () => {
  const text = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {},
    components: {
      schemas: {
        Colour: { type: "string", enum: ["red", "blue"] },
        Cat: {
          type: "object",
          required: ["kind"],
          properties: { kind: { type: "string" }, colour: { $ref: "#/components/schemas/Colour" } },
        },
        Pet: {
          oneOf: [{ $ref: "#/components/schemas/Cat" }],
          discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
        },
        Names: { type: "object", additionalProperties: { type: ["string", "null"], default: "x" } },
        Tree: {
          type: "object",
          properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
        },
      },
    },
  });
  expect(generateSchemaTypes(parse(text))).toBe(await generateByTheBook(parse(text)));
});

describe.skipIf(!existsSync(vendorDocument))("with the vendor's document (JUST_ONE_VENDOR_DIR)", () => {
  test("the whole document gives what openapi-typescript gives by itself", async () => {
    const expected = await generateByTheBook(await readDocument(vendorDocument));
    // Compared as a boolean: a difference of megabytes helps nobody.
    expect(generateSchemaTypes(await readDocument(vendorDocument)) === expected).toBe(true);
  });
});
