import { mock } from "node:test";
import { createLeanClient } from "@just-one/core/lean";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

afterEach(() => void vi.restoreAllMocks());

const { fetch, requests } = createFakeFetch(respond(envelope(0)));
const clients = {
  "a client": createTestClient({ fetch }),
  "a lean client": createLeanClient<TestOperations>({ token: markedToken, fetch, catalog: testCatalog }),
};
const operation = "GET /things/v1";
const success = {
  data: { name: "mocked" },
  meta: { operation, billing: "billed", attempts: [], cached: false },
} as const;

describe.each(Object.entries(clients))("%s", (_name, client) => {
  test("has methods that every mocking library can take over: its own, writable and configurable", () => {
    expect(Object.getPrototypeOf(client)).toBe(Object.prototype);
    expect(Object.isExtensible(client)).toBe(true);
    for (const [name, { value, ...rest }] of Object.entries(Object.getOwnPropertyDescriptors(client))) {
      expect([name, typeof value, rest]).toEqual([
        name,
        "function",
        { writable: true, enumerable: true, configurable: true },
      ]);
    }
  });

  test("answers what a spy says, and itself once that is gone; nobody else asks through the spy", async () => {
    const spy = vi.spyOn(client, "call").mockResolvedValue(success);
    await expect(client.call(operation, { id: "1" })).resolves.toBe(success);
    await expect(client.try(operation, { id: "1" })).resolves.toMatchObject({ ok: true });
    expect(spy).toHaveBeenCalledExactlyOnceWith(operation, { id: "1" });
    spy.mockRestore();
    await expect(client.call(operation, { id: "1" })).resolves.not.toBe(success);

    const own = mock.method(client, "call", () => Promise.resolve(success));
    await expect(client.call(operation, { id: "2" })).resolves.toBe(success);
    own.mock.restore();
  });

  test("has methods that work apart from it", async () => {
    // oxlint-disable-next-line typescript/unbound-method -- that they need no `this` is what the test is about
    const { call, try: attempt } = client;
    const before = requests.length;
    await call(operation, { id: "3" });
    await attempt(operation, { id: "4" });
    expect(requests).toHaveLength(before + 2);
  });
});
