import { getField, type JsonObject, type Reading, readSchemaSite } from "@just-one/document";

/** Tells a value that is one, of a parameter or any other place that has a schema. */
export function isScalar(field: JsonObject, side: Reading): boolean {
  const { types } = side.flatten(readSchemaSite(getField(field, "schema") ?? true, side.references).core);
  return types !== undefined && !types.has("array") && !types.has("object");
}
