import { fileURLToPath } from "node:url";
import { createCatalogClient } from "@just-one/core";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { markedToken } from "./support/create-test-client.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

/** What a page downloads that imports one thing of the main entry. */
async function bundle(name: string): Promise<string> {
  const index = JSON.stringify(fileURLToPath(new URL("../src/index.ts", import.meta.url)));
  const page = `import { ${name} } from ${index}; export const client = ${name}({ catalog: [] });`;
  const build = await rolldown({
    input: "page",
    platform: "neutral",
    resolve: { conditionNames: ["@just-one/source", "import"], mainFields: ["module", "main"] },
    plugins: [
      { name: "page", resolveId: (id) => (id === "page" ? id : null), load: (id) => (id === "page" ? page : null) },
    ],
  });
  const { output } = await build.generate({ format: "esm" });
  return output.map((file) => ("code" in file ? file.code : "")).join("");
}

test("a bundle of a client with a catalog of its own carries no other operation", async () => {
  const theSeed = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
  expect(await bundle("createCatalogClient")).not.toContain(theSeed);
  expect(await bundle("createClient")).toContain(theSeed); // which is how it got there
});

test("such a client is the whole client, and has the operations it was given", async () => {
  const { fetch } = createFakeFetch(respond(envelope(0)));
  const client = createCatalogClient<TestOperations>({ token: markedToken, fetch, catalog: testCatalog });
  await expect(client.try("GET /things/v1", { id: "1" })).resolves.toMatchObject({ ok: true });
  await expect(client.estimate("GET /things/v1", { id: "1" })).resolves.toMatchObject({ outcome: "send" });
});
