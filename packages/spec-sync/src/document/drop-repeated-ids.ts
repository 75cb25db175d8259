import { listOperations, type OpenApiDocument } from "./open-api.ts";

/** Takes out every operationId that names more than one operation, and so names none; changes the document. */
export function dropRepeatedIds(document: OpenApiDocument): void {
  const holders = Map.groupBy(listOperations(document), ({ operation }) => operation["operationId"]);
  for (const sharing of holders.values()) {
    if (sharing.length > 1) for (const { operation } of sharing) delete operation["operationId"];
  }
}
