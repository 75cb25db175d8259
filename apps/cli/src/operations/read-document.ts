import { readFile } from "node:fs/promises";
import { isJsonObject, type JsonObject, type JsonValue } from "@just-one/document";

/** Reads the document that `@just-one/api` was generated from: the only one that holds what replies look like. */
export async function readDocument(): Promise<JsonObject> {
  const document: JsonValue = JSON.parse(await readFile(findDocument(), "utf8"));
  if (!isJsonObject(document)) throw new Error("@just-one/api/openapi.json is no OpenAPI document; install it again");
  return document;
}

// While this runs from TypeScript sources nothing is built, and a built copy could be an old one.
function findDocument(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../../../openapi/dist/openapi.json", import.meta.url)
    : new URL(import.meta.resolve("@just-one/api/openapi.json"));
}
