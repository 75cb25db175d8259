import type { JsonObject } from "../src/json/json-value.ts";

const code: JsonObject = { type: "integer", enum: [0, 100, 301] };

function reply(data: JsonObject): JsonObject {
  const schema = { type: "object", required: ["code"], properties: { code, data } };
  return { "200": { description: "fine", content: { "application/json": { schema } } } };
}

function document(paths: JsonObject, components: JsonObject = {}): JsonObject {
  return { openapi: "3.1.0", info: { title: "small", version: "1" }, paths, components };
}

function query(name: string, schema: JsonObject, more: JsonObject = {}): JsonObject {
  return { name, in: "query", schema, ...more };
}

const form = (schema: JsonObject): JsonObject => ({
  required: true,
  content: { "application/x-www-form-urlencoded": { schema } },
});

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Documents with one thing each that readers have read apart. */
export const smallDocuments: Readonly<Record<string, JsonObject>> = {
  "a form": document({
    "/api/form/v1": {
      post: {
        requestBody: form({
          type: "object",
          required: ["token", "id"],
          properties: {
            token: { type: "string" },
            id: { type: "integer", format: "int64", description: "An id." },
            sort: { type: "string", enum: ["b", "a"], default: "a" },
          },
        }),
        responses: reply({}),
      },
    },
  }),
  "parameters of every kind": document({
    "/api/{shop}/list/v1": {
      get: {
        parameters: [
          { name: "shop", in: "path", required: true, schema: { type: "string" } },
          query("token", { type: "string" }, { required: true }),
          query("page", { type: ["integer", "null"], format: "int64", description: "Which page." }),
          query("tags", { type: "array", items: { type: "string", enum: ["y", "x"] } }),
          query("either", { oneOf: [{ type: "integer" }, { type: "string", enum: ["all"] }] }),
          query("filter", { type: "object", properties: { a: { type: "string" } } }, { style: "deepObject" }),
        ],
        responses: reply({}),
      },
    },
  }),
  "choices of every kind": document(
    {
      "/api/choice/v1": {
        get: {
          parameters: [
            query("by", { anyOf: [{ type: "integer", format: "int64" }, { type: "string" }, { type: "boolean" }] }),
            query("any", { type: ["boolean", "integer", "string"] }),
            query("level", { enum: [3, "all", 1] }),
          ],
          responses: reply({
            type: "object",
            properties: {
              either: { anyOf: [ref("Some"), { type: "array", items: ref("Some") }, { type: "string" }] },
              state: { type: ["string", "null"], enum: ["on", null, "off"] },
            },
          }),
        },
      },
    },
    { schemas: { Some: { type: "object", properties: { a: { type: ["string", "number"] }, b: { enum: ["c", 1] } } } } },
  ),
  "data that is inline": document({
    "/api/a/v1": {
      get: {
        responses: reply({
          type: "object",
          properties: {
            id: { type: "string" },
            list: {
              type: "array",
              items: { type: "object", properties: { n: { type: "number", description: "How many." } } },
            },
          },
        }),
      },
    },
  }),
  "data that several share": document(
    {
      "/api/b/v1": { get: { responses: reply(ref("Shared")) } },
      "/api/a/v1": { get: { responses: reply(ref("Shared")) } },
    },
    {
      schemas: {
        Shared: {
          type: "object",
          description: "Shared.",
          required: ["x"],
          properties: { x: ref("Part"), y: { ...ref("Part"), description: "The other." } },
        },
        Part: {
          type: "object",
          properties: {
            a: { type: "string" },
            b: { type: "string" },
            c: { type: "string" },
            d: { type: "string" },
            e: { type: "string" },
          },
        },
      },
    },
  ),
  "data that holds itself": document(
    { "/api/tree/v1": { get: { responses: reply(ref("Node")) } } },
    {
      schemas: {
        Node: {
          type: "object",
          properties: { name: { type: "string" }, children: { type: "array", items: ref("Node") } },
        },
      },
    },
  ),
  "an envelope behind allOf": document(
    {
      "/api/typed/v1": {
        get: {
          responses: {
            "200": {
              description: "",
              content: {
                "application/json": {
                  schema: { allOf: [ref("Result"), { type: "object", properties: { data: ref("Thing") } }] },
                },
              },
            },
          },
        },
      },
    },
    {
      schemas: {
        Result: {
          type: "object",
          required: ["code"],
          properties: { code: ref("Code"), data: {}, message: { type: ["string", "null"] } },
        },
        Code: code,
        Thing: { type: "object", properties: { open: { type: "boolean" } } },
      },
    },
  ),
  "null of every kind": document({
    "/api/null/v1": {
      get: {
        responses: reply({
          type: ["object", "null"],
          properties: {
            text: { type: ["string", "null"] },
            list: { type: ["array", "null"], items: { type: ["number", "null"] } },
          },
        }),
      },
    },
  }),
  alternatives: document(
    { "/api/pets/v1": { get: { responses: reply({ type: "array", items: { oneOf: [ref("Cat"), ref("Dog")] } }) } } },
    {
      schemas: {
        Cat: { type: "object", required: ["meow"], properties: { meow: { type: "string" } } },
        Dog: { type: "object", required: ["bark"], properties: { bark: { type: "string" } } },
      },
    },
  ),
  "alternatives that a property tells apart": document(
    { "/api/pets/v1": { get: { responses: reply({ type: "array", items: ref("Pet") }) } } },
    {
      schemas: {
        Pet: {
          discriminator: {
            propertyName: "kind",
            mapping: {
              cat: "#/components/schemas/Cat",
              lion: "#/components/schemas/Cat",
              dog: "#/components/schemas/Dog",
              bird: "#/components/schemas/Bird",
            },
          },
          oneOf: [ref("Cat"), ref("Dog"), ref("Bird")],
        },
        Cat: { allOf: [ref("Named"), { type: "object", properties: { meow: { type: "string" } } }] },
        Named: {
          type: "object",
          required: ["kind"],
          properties: { kind: { type: "string", description: "Which." } },
        },
        Dog: {
          type: "object",
          additionalProperties: false,
          properties: { kind: { type: ["string", "null"] }, bark: { type: "string" } },
        },
        Bird: { type: "object", properties: { kind: { type: "string", enum: ["bird"] }, home: ref("Home") } },
        Home: {
          oneOf: [ref("Nest"), ref("Tree")],
          discriminator: {
            propertyName: "type",
            mapping: { nest: "#/components/schemas/Nest", tree: "#/components/schemas/Tree" },
          },
        },
        Nest: { type: "object", properties: { type: { type: "string" }, eggs: { type: "integer" } } },
        Tree: { type: "object", properties: { type: {}, height: { type: "number" } } },
      },
    },
  ),
  "maps and closed objects": document({
    "/api/map/v1": {
      get: {
        responses: reply({
          type: "object",
          properties: {
            closed: { type: "object", additionalProperties: false, properties: { a: { type: "string" } } },
            map: { type: "object", additionalProperties: { type: "integer" } },
          },
        }),
      },
    },
  }),
  "shared replies and parameters": document(
    {
      "/api/x/v1": {
        get: {
          tags: ["X"],
          parameters: [{ $ref: "#/components/parameters/Token" }, { $ref: "#/components/parameters/Page" }],
          responses: { ...reply({}), "400": { $ref: "#/components/responses/Bad" } },
        },
      },
    },
    {
      parameters: {
        Token: query("token", { type: "string" }, { required: true }),
        Page: query("page", { type: "integer" }, { description: "From 1." }),
      },
      responses: {
        Bad: {
          description: "bad",
          content: {
            "application/json": {
              schema: { type: "object", properties: { code } },
              examples: { "code-400": { value: { code: 400 } } },
            },
          },
        },
      },
    },
  ),
};
