import type { JsonObject } from "@just-one/document";

/** Parts of a document that a test cares about; the rest is as small as OpenAPI allows. */
export interface TinyDocument {
  paths?: JsonObject;
  components?: JsonObject;
  tags?: JsonObject[];
}

/** A reply as an operation needs one. */
export const tinyResponses: JsonObject = {
  "200": { description: "fine", content: { "application/json": { schema: { $ref: "#/components/schemas/Result" } } } },
};

/** Makes the smallest document around some paths. */
export function createTinyDocument({ paths = {}, components, tags = [] }: TinyDocument): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "tiny", version: "1" },
    paths,
    tags,
    components: components ?? {
      schemas: { Result: { type: "object", properties: { code: { type: "integer", enum: [0, 100] }, data: {} } } },
    },
  };
}

/** Makes an operation with some query parameters. */
export function createTinyOperation(fields: JsonObject = {}): JsonObject {
  return { responses: structuredClone(tinyResponses), ...fields };
}
