import { isJsonObject, type JsonObject, type JsonValue } from "./json/json-value.ts";
import { httpMethods, type OpenApiDocument } from "./open-api.ts";

/** Takes out every operationId that names more than one operation, and so names none; changes the document. */
export function dropRepeatedIds(document: OpenApiDocument): void {
  const { paths, webhooks, components } = document;
  const pathItems = isJsonObject(components) ? components["pathItems"] : undefined;
  // All of them share one list of ids, though only those of paths are called.
  const operations = [paths, webhooks, pathItems].flatMap(listOperations);
  for (const sharing of Map.groupBy(operations, ({ operationId }) => operationId).values()) {
    if (sharing.length > 1) for (const operation of sharing) delete operation["operationId"];
  }
}

function listOperations(items: JsonValue | undefined): JsonObject[] {
  return Object.values(isJsonObject(items) ? items : {}).flatMap((item) =>
    httpMethods
      .map((method) => (isJsonObject(item) && Object.hasOwn(item, method) ? item[method] : undefined))
      .filter((operation) => isJsonObject(operation)),
  );
}
