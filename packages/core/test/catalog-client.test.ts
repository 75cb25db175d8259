import { createCatalogClient } from "@just-one/core";
import { expect, test } from "vitest";
import { markedToken } from "./support/create-test-client.ts";
import { bundleClient } from "./support/bundle-client.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

const catalog = `
  export const one = { operation: "GET /one/v1" };
  export const other = { operation: "GET /other/v1" };
  export const catalog = [one, other];`;

test("a bundle of a client with a catalog of its own carries no other operation", async () => {
  const bundle = await bundleClient("createCatalogClient", "one", catalog);
  expect(bundle).toContain("GET /one/v1");
  expect(bundle).not.toContain("GET /other/v1");
  expect(await bundleClient("createClient", "one", catalog)).toContain("GET /other/v1"); // which is how it gets there
});

test("a client with a catalog of its own is the whole client, and has the operations it was given", async () => {
  const { fetch } = createFakeFetch(respond(envelope(0)));
  const client = createCatalogClient<TestOperations>({ token: markedToken, fetch, catalog: testCatalog });
  await expect(client.try("GET /things/v1", { id: "1" })).resolves.toMatchObject({ ok: true });
  await expect(client.estimate("GET /things/v1", { id: "1" })).resolves.toMatchObject({ outcome: "send" });
});
