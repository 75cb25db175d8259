const envelope = {
  type: "object",
  properties: { code: { type: "integer", enum: [0, 400] }, data: {} },
  required: ["code"],
};

/** Two operations as the vendor writes them: a query, and a form that carries the token. */
export const smallDocument: object = {
  openapi: "3.1.0",
  info: { title: "Small", version: "1" },
  paths: {
    "/api/echo/v1": {
      get: {
        parameters: [
          { name: "token", in: "query", required: true, schema: { type: "string" } },
          { name: "id", in: "query", required: true, schema: { type: "string" } },
        ],
        responses: { "200": { $ref: "#/components/responses/ok" }, "400": { $ref: "#/components/responses/bad" } },
      },
    },
    "/api/form/v1": {
      post: {
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                properties: { token: { type: "string" }, cursor: { type: "string" }, size: { type: "integer" } },
              },
            },
          },
        },
        responses: { "200": { $ref: "#/components/responses/ok" } },
      },
    },
  },
  components: {
    responses: {
      ok: {
        description: "ok",
        content: { "application/json": { schema: envelope, examples: { "code-0": { value: { code: 0, data: {} } } } } },
      },
      bad: { description: "bad", content: { "application/json": { schema: envelope } } },
    },
  },
};
