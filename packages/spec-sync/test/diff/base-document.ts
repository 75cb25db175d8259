import type { JsonObject } from "@just-one/document";

/** A small document with one of everything that operations are made of, for edits to start from. */
export function createBase(): JsonObject {
  return structuredClone(base);
}

const base: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1", description: "About things." },
  servers: [{ url: "https://one.example" }, { url: "https://two.example", description: "The other one" }],
  tags: [{ name: "Things", description: "All of them." }, { name: "Orders" }],
  paths: {
    "/things/v1": {
      parameters: [{ in: "header", name: "X-Region", schema: { type: "string" } }],
      get: {
        operationId: "listThings",
        summary: "Lists things",
        description: "All of them, page by page.",
        tags: ["Things"],
        parameters: [
          { in: "query", name: "token", required: true, schema: { type: "string" } },
          { in: "query", name: "pageIndex", description: "From 1", schema: { type: "integer", default: 1 } },
          { in: "query", name: "sort", schema: { type: "string", enum: ["new", "old"] }, example: "new" },
          { in: "query", name: "ids", schema: { type: "array", items: { type: "string" } } },
          { $ref: "#/components/parameters/Trace" },
        ],
        responses: {
          200: {
            description: "Fine",
            headers: { "X-Rest": { required: true, schema: { type: "integer" } } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/Reply" } } },
            links: { next: { operationId: "listThings", description: "The next page" } },
          },
          404: { $ref: "#/components/responses/Failure" },
        },
      },
    },
    "/orders/v1": {
      post: {
        operationId: "order",
        tags: ["Orders"],
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                properties: { token: { type: "string" }, keyword: { type: "string" }, tags: { type: "array" } },
                required: ["token"],
              },
              encoding: { tags: { style: "form", explode: true } },
            },
          },
        },
        responses: {
          "2XX": { description: "Fine", content: { "*/*": { schema: { $ref: "#/components/schemas/Reply" } } } },
          default: { $ref: "#/components/responses/Failure" },
        },
        callbacks: {
          done: { "{$request.body#/url}": { post: { responses: { 200: { description: "Thanks" } } } } },
        },
      },
    },
    "/notes": {
      post: {
        tags: ["Notes"],
        requestBody: { content: { "*/*": { schema: { type: "object", properties: { note: { type: "string" } } } } } },
        responses: { 200: { description: "Fine" } },
      },
    },
    "/orders/{id}": {
      get: {
        tags: ["Orders"],
        parameters: [{ in: "path", name: "id", required: true, schema: { type: "string" } }],
        security: [{ key: [] }, { login: ["read"] }],
        responses: { default: { description: "Whatever", content: { "application/json": {} } } },
      },
    },
  },
  webhooks: { news: { post: { responses: { 200: { description: "Thanks" } } } } },
  components: {
    parameters: { Trace: { in: "cookie", name: "trace", schema: { type: "string" } } },
    responses: {
      Failure: {
        description: "Failed",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Envelope" } } },
      },
    },
    schemas: {
      Envelope: {
        type: "object",
        required: ["code"],
        properties: { code: { type: "integer", enum: [0, 100, 302] }, message: { type: ["string", "null"] } },
      },
      Reply: {
        allOf: [
          { $ref: "#/components/schemas/Envelope" },
          { type: "object", properties: { data: { $ref: "#/components/schemas/Thing" } } },
        ],
      },
      Thing: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "string" },
          price: { type: "number", minimum: 0 },
          parent: { $ref: "#/components/schemas/Thing" },
          owner: { anyOf: [{ $ref: "#/components/schemas/Person" }, { $ref: "#/components/schemas/Firm" }] },
        },
      },
      Person: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
      Firm: { type: "object", properties: { title: { type: "string" } }, required: ["title"] },
      Unused: { type: "object", properties: { x: { type: "string" } } },
    },
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key", description: "Ask for one" },
      login: {
        type: "oauth2",
        flows: {
          clientCredentials: { tokenUrl: "https://one.example/token", scopes: { read: "Read", write: "Write" } },
        },
      },
    },
  },
};
