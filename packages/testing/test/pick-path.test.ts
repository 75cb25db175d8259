import { expect, test } from "vitest";
import { pickPath } from "../src/document/pick-path.ts";

const document = {
  openapi: "3.1.0",
  security: [{ key: [] }],
  paths: {
    "/a": { get: { responses: { 200: { $ref: "#/components/responses/One" } } } },
    "/b": { get: { responses: { 200: { $ref: "#/components/responses/Other" } } } },
  },
  components: {
    responses: {
      One: { content: { "application/json": { schema: { $ref: "#/components/schemas/a~1b%20c/properties/d" } } } },
      Other: { description: "not reached" },
    },
    schemas: {
      "a/b c": { properties: { d: { $ref: "#/components/schemas/Loop" } } },
      Loop: { items: { $ref: "#/components/schemas/Loop" }, not: { $ref: "#/components/schemas/toString" } },
    },
    securitySchemes: { key: { type: "apiKey" } },
  },
};

test("a path comes with what it refers to, and with nothing else", () => {
  const { paths, components } = { components: undefined, ...pickPath(document, "/a") };
  expect(paths).toEqual({ "/a": document.paths["/a"] });
  expect(components).toEqual({
    responses: { One: document.components.responses.One },
    schemas: document.components.schemas,
    securitySchemes: document.components.securitySchemes,
  });
});

test("it is a copy", () => {
  expect(pickPath(document, "/b").paths["/b"]).not.toBe(document.paths["/b"]);
});

test("a reference that is encoded wrongly refers to nothing, and keeps no mock from starting", () => {
  const broken = { ...document, paths: { "/a": { get: { responses: { $ref: "#/components/schemas/5%" } } } } };
  expect(pickPath(broken, "/a")).toMatchObject({ paths: broken.paths });
});
