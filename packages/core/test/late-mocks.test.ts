import { envelope } from "./support/replies.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test, vi } from "vitest";

// Each is imported and started after the client was made, as in a test file whose subject makes it at import.
test.each<[string, (url: string) => Promise<() => void>]>([
  [
    "msw",
    async (url) => {
      const [{ http, HttpResponse }, { setupServer }] = await Promise.all([import("msw"), import("msw/node")]);
      const server = setupServer(http.get(`${url}/things/v1`, () => HttpResponse.json(mocked)));
      server.listen();
      return () => server.close();
    },
  ],
  [
    "nock",
    async (url) => {
      const { default: nock } = await import("nock");
      nock(url).get("/things/v1").query(true).reply(200, mocked);
      if (!nock.isActive()) nock.activate();
      return () => nock.restore();
    },
  ],
  [
    "a stub",
    async () => {
      vi.stubGlobal("fetch", async () => Response.json(mocked));
      return () => void vi.unstubAllGlobals();
    },
  ],
])("a client made before %s was started does not reach the vendor", async (_name, start) => {
  const vendor = await startFaultServer();
  onTestFinished(() => vendor.close());
  const client = createTestClient({ baseUrl: vendor.url });
  onTestFinished(await start(vendor.url));
  expect(await client.call("GET /things/v1", { id: "1" })).toMatchObject({ data: "mocked" });
  expect(vendor.sumUp()).toEqual({ arrived: 0, billed: 0 });
});

const mocked = JSON.parse(envelope(0, { data: "mocked" })) as object; // safe: an envelope is an object
