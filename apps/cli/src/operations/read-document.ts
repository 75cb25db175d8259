import { readFile } from "node:fs/promises";

/** An object of the document; what it holds is looked at where it is needed. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads the document that `@just-one/api` was generated from: the only one that holds what replies look like. */
export async function readDocument(): Promise<JsonObject> {
  const document: unknown = JSON.parse(await readFile(findDocument(), "utf8"));
  if (!isJsonObject(document)) throw new Error("@just-one/api/openapi.json is no OpenAPI document; install it again");
  return document;
}

// While this runs from TypeScript sources nothing is built, and a built copy could be an old one.
function findDocument(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../../../openapi/dist/openapi.json", import.meta.url)
    : new URL(import.meta.resolve("@just-one/api/openapi.json"));
}
