import { readFile } from "node:fs/promises";

/** Reads the document of `@just-one/api`: the vendor's, with one named example for every business code. */
export async function readDefaultDocument(): Promise<unknown> {
  return JSON.parse(await readFile(findDefaultDocument(), "utf8"));
}

// While this runs from TypeScript sources nothing is built, and a built copy could be an old one.
function findDefaultDocument(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../../../openapi/dist/openapi.json", import.meta.url)
    : new URL(import.meta.resolve("@just-one/api/openapi.json"));
}
