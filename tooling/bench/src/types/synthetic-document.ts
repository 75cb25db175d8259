/**
 * An OpenAPI document with any number of operations in the vendor's manner: long paths, a token in the query, a few
 * parameters, an envelope. For asking how types and generators bear size without the vendor's own document.
 */
export function createSyntheticDocument(operations: number): object {
  return {
    openapi: "3.1.0",
    info: { title: "Synthetic", version: "1" },
    paths: Object.fromEntries(Array.from({ length: operations }, (_, at) => [createPath(at), createPathItem(at)])),
    components: { schemas: { Result: envelope } },
  };
}

function createPath(at: number): string {
  return `/api/platform-${at % 36}/resource-${at}/get-something-with-a-long-name/v${(at % 3) + 1}`;
}

function createPathItem(at: number): object {
  return {
    get: {
      operationId: `operation${at}`,
      summary: `Operation ${at}`,
      tags: [`Platform ${at % 36}`],
      parameters: [
        { name: "token", in: "query", required: true, schema: { type: "string" } },
        { name: "itemId", in: "query", required: true, schema: { type: "string" } },
        { name: "page", in: "query", schema: { type: "integer" } },
        { name: "sort", in: "query", schema: { type: "string", enum: ["NEWEST", "OLDEST", `RANK_${at % 7}`] } },
      ],
      responses: {
        "200": {
          description: "The envelope",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Result" } } },
        },
      },
    },
  };
}

const envelope = {
  type: "object",
  properties: {
    code: { type: "integer", enum: [0, 100, 301, 302, 303, 400, 500, 600, 601] },
    data: {},
    message: { type: ["string", "null"] },
    recordTime: { type: "string" },
    requestId: { type: "string" },
  },
};
