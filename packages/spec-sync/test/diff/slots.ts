import type { JsonObject, JsonValue } from "@just-one/document";
import type { Direction } from "../../src/diff/policy.ts";

/** A way to put a schema into a document, and the directions it then travels in. */
export interface Slot {
  name: string;
  directions: readonly Direction[];
  put: (schema: JsonValue) => JsonObject;
}

/** Every kind of place a schema can stand in, from a plain parameter to a component shared by both directions. */
export const slots: readonly Slot[] = [
  {
    name: "a query parameter",
    directions: ["request"],
    put: (schema) => createDocument({ parameters: [{ in: "query", name: "q", schema }] }),
  },
  {
    name: "a parameter of the path item with content",
    directions: ["request"],
    put: (schema) => ({
      ...createDocument({}),
      paths: {
        "/things/{id}": {
          parameters: [{ in: "path", name: "id", required: true, content: { "application/json": { schema } } }],
          get: { responses: { 200: { description: "" } } },
        },
      },
    }),
  },
  {
    name: "a field of a form",
    directions: ["request"],
    put: (schema) =>
      createDocument({ requestBody: createBody("application/x-www-form-urlencoded", { field: schema }) }),
  },
  {
    name: "items deep in a JSON body",
    directions: ["request"],
    put: (schema) =>
      createDocument({
        requestBody: createBody("application/json", {
          list: { type: "array", items: { type: "object", properties: { deep: { type: "array", items: schema } } } },
        }),
      }),
  },
  {
    name: "a shared parameter's shared schema",
    directions: ["request"],
    put: (schema) =>
      createDocument(
        { parameters: [{ $ref: "#/components/parameters/P" }] },
        {
          schemas: { S: schema },
          parameters: { P: { in: "query", name: "p", schema: { $ref: "#/components/schemas/S" } } },
        },
      ),
  },
  {
    name: "a whole reply",
    directions: ["reply"],
    put: (schema) => createDocument({ responses: createReplies(schema) }),
  },
  {
    name: "items deep in a reply",
    directions: ["reply"],
    put: (schema) =>
      createDocument({
        responses: createReplies({
          type: "object",
          properties: { list: { type: "array", items: { type: "array", items: schema } } },
        }),
      }),
  },
  {
    name: "a component of a shared reply, merged by allOf",
    directions: ["reply"],
    put: (schema) =>
      createDocument(
        { responses: { 200: { $ref: "#/components/responses/R" } } },
        {
          schemas: { S: schema, Envelope: { type: "object", properties: { code: { type: "integer" } } } },
          responses: {
            R: {
              description: "",
              content: {
                "application/json": {
                  schema: {
                    allOf: [
                      { $ref: "#/components/schemas/Envelope" },
                      { properties: { data: { $ref: "#/components/schemas/S" } } },
                    ],
                  },
                },
              },
            },
          },
        },
      ),
  },
  {
    name: "a header of a reply",
    directions: ["reply"],
    put: (schema) => createDocument({ responses: { 200: { description: "", headers: { "X-Rate": { schema } } } } }),
  },
  {
    name: "the body of a webhook, which callers read",
    directions: ["reply"],
    put: (schema) => ({
      ...createDocument({}),
      webhooks: {
        news: {
          post: {
            requestBody: createBody("application/json", { field: schema }),
            responses: { 200: { description: "" } },
          },
        },
      },
    }),
  },
  {
    name: "the body of a callback, which callers read",
    directions: ["reply"],
    put: (schema) =>
      createDocument({
        callbacks: {
          done: {
            "{$request.query.url}": {
              post: {
                requestBody: createBody("application/json", { field: schema }),
                responses: { 200: { description: "" } },
              },
            },
          },
        },
      }),
  },
  {
    name: "a recursive component of both directions",
    directions: ["request", "reply"],
    put: (schema) =>
      createDocument(
        {
          requestBody: createBody("application/json", { tree: { $ref: "#/components/schemas/Tree" } }),
          responses: createReplies({ $ref: "#/components/schemas/Tree" }),
        },
        {
          schemas: {
            Tree: {
              type: "object",
              properties: { leaf: schema, children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
            },
          },
        },
      ),
  },
];

/** A document of one operation. */
export function createDocument(operation: JsonObject, components: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    paths: { "/things": { get: { responses: { 200: { description: "" } }, ...operation } } },
    components: {
      ...components,
      schemas: { ...helpers, ...(components["schemas"] as JsonObject | undefined) },
    },
  };
}

/** Components that schemas under test may refer to. */
const helpers: JsonObject = {
  Name: { type: "string" },
  Cat: { type: "object", properties: { kind: { type: "string" }, meows: { type: "boolean" } }, required: ["kind"] },
  Dog: { type: "object", properties: { kind: { type: "string" }, barks: { type: "boolean" } }, required: ["kind"] },
};

function createBody(type: string, properties: JsonObject): JsonObject {
  return { required: true, content: { [type]: { schema: { type: "object", properties } } } };
}

function createReplies(schema: JsonValue): JsonObject {
  return { 200: { description: "", content: { "application/json": { schema } } } };
}
