import { isJsonObject, type JsonObject } from "../document/json-value.ts";
import type { LocatedOperation, OpenApiDocument } from "../document/open-api.ts";
import { resolveReference } from "../document/resolve-reference.ts";

const formType = "application/x-www-form-urlencoded";

/**
 * Lists what a caller passes to an operation as one flat list by name: Parameter Objects, with a form's fields told as
 * if they were some too. The token is not among them.
 */
export function listFlatParameters(document: OpenApiDocument, located: LocatedOperation): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const { parameters } of [located.pathItem, located.operation]) {
    for (const item of Array.isArray(parameters) ? parameters : []) {
      const parameter = isJsonObject(item) ? resolveReference(document, item) : {};
      if (typeof parameter["name"] === "string") found.set(parameter["name"], parameter);
    }
  }
  for (const [name, field] of listFormFields(document, located.operation)) found.set(name, field);
  found.delete("token");
  return found;
}

function listFormFields(document: OpenApiDocument, { requestBody }: JsonObject): [string, JsonObject][] {
  const body = isJsonObject(requestBody) ? resolveReference(document, requestBody) : {};
  const mediaType = isJsonObject(body["content"]) ? body["content"][formType] : undefined;
  const schema = isJsonObject(mediaType) && isJsonObject(mediaType["schema"]) ? mediaType["schema"] : {};
  const { properties, required } = resolveReference(document, schema);
  if (!isJsonObject(properties)) return [];
  const requiredNames = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).map(([name, field]) => [
    name,
    { name, in: "query", required: requiredNames.has(name), schema: field },
  ]);
}
