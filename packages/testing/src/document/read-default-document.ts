import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Reads the document of `@just-one/api`: the vendor's, with one named example for every business code. */
export async function readDefaultDocument(): Promise<unknown> {
  return JSON.parse(await readFile(findDefaultDocument(), "utf8"));
}

// While this runs from TypeScript sources nothing is built, and a built copy could be an old one. `import.meta.resolve`
// would say the same, but is missing where tsx or Jest made CommonJS of this.
function findDefaultDocument(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../../../openapi/dist/openapi.json", import.meta.url)
    : pathToFileURL(createRequire(import.meta.url).resolve("@just-one/api/openapi.json"));
}
