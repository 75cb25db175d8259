import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const index = JSON.stringify(fileURLToPath(new URL("../../src/index.ts", import.meta.url)));

/**
 * What a page downloads that makes a client of one operation with a function of the main entry.
 *
 * @param one the operation's constant in the catalog
 * @param catalog what `@just-one/api/catalog` is in TypeScript
 */
export async function bundleClient(
  name: "createCatalogClient" | "createClient",
  one: string,
  catalog: string,
): Promise<string> {
  const page = `import { ${one} as one } from "@just-one/api/catalog"; import { ${name} } from ${index};
    export const client = ${name}({ catalog: [one] });`;
  const texts = new Map([
    ["page", page],
    ["@just-one/api/catalog", catalog],
  ]);
  const build = await rolldown({
    input: "page",
    platform: "neutral",
    resolve: { conditionNames: ["@just-one/source", "import"], mainFields: ["module", "main"] },
    plugins: [
      {
        name: "texts",
        resolveId: (id) => (texts.has(id) ? { id, moduleSideEffects: false } : null),
        load: (id) => (texts.has(id) ? { code: texts.get(id) ?? "", moduleType: "ts" } : null),
      },
    ],
  });
  const { output } = await build.generate({ format: "esm" });
  return output.map((file) => ("code" in file ? file.code : "")).join("");
}
