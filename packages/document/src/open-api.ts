import type { JsonObject } from "./json/json-value.ts";

/**
 * An OpenAPI 3.0 or 3.1 document after `checkDocument` has looked at its shape. Only what the reader starts from is
 * named; everything else stays reachable as JSON.
 */
export interface OpenApiDocument extends JsonObject {
  openapi: string;
  /** Path items by path; empty where the document only has webhooks. */
  paths: Record<string, JsonObject>;
}

/** The HTTP methods that OpenAPI 3.0 and 3.1 know. */
export const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
