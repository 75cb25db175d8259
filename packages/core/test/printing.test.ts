import { inspect } from "node:util";
import { catalog } from "@just-one/api/catalog";
import type { Client, ClientOptions } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";
import { describe, expect, test, vi } from "vitest";
import { collect } from "./support/collect.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createReply, createVendor } from "./support/create-vendor.ts";
import { findSecret } from "./support/find-secret.ts";
import type { TestOperations } from "./support/operations.ts";

const things = "GET /things/v1";
const id = { id: "1" };
const token = `marked+token/for=tests%&"中`;

/** A client whose vendor repeats the token wherever it can. */
function createScene(options: Partial<ClientOptions> = {}, code = 0): Client<TestOperations> {
  const vendor = createVendor(() =>
    createReply(code, { message: `bad ${token}`, requestId: token, recordTime: token }),
  );
  return createTestClient({ token, fetch: vendor.fetch, retry: false, ...options });
}

async function refuse(): Promise<never> {
  throw new TypeError("down");
}

describe("the token is nowhere to be found, printed, copied or walked through, in", () => {
  test("a client, before and after its calls", async () => {
    const client = createScene({ cache: { ttlMs: 60_000 }, budget: { maxCalls: 5 } });
    expect(findSecret(client, token)).toEqual([]);
    await client.call(things, id);
    expect(findSecret(client, token)).toEqual([]);
    expect(inspect(client, { showHidden: true, depth: Infinity })).not.toContain("marked");
    expect(JSON.stringify(client)).toBe("{}");
    expect(() => structuredClone(client)).toThrow(expect.not.stringContaining("marked"));
  });

  test("a lean client", () => {
    expect(findSecret(createLeanClient({ token, catalog }), token)).toEqual([]);
  });

  test("options that give it as a function", () => {
    const options: ClientOptions = { token: () => token };
    createTestClient(options);
    expect([inspect(options), JSON.stringify(options)]).toEqual(["{ token: [Function: token] }", "{}"]);
    expect(() => structuredClone(options)).toThrow(expect.not.stringContaining("marked+"));
  });

  test("results, from the vendor, the cache and a twin", async () => {
    const client = createScene({ cache: { ttlMs: 60_000 } });
    const results = await Promise.all([client.call(things, id), client.call(things, id)]);
    results.push(await client.call(things, id));
    expect(results.map(({ meta }) => meta.cached)).toEqual([false, true, true]);
    expect(findSecret(results, token)).toEqual([]);
  });

  test("an error before a closed door, with its cause", async () => {
    for (const code of [100, 303, 600, 601, 602]) {
      const client = createScene({}, code);
      await client.try(things, id);
      const later = await client.try(things, id);
      expect(later).toMatchObject({ error: { code, cause: { code } } });
      expect(findSecret(later, token)).toEqual([]);
    }
  });

  test("errors of budget, limiter, ledger and prices", async () => {
    const scenes: Partial<ClientOptions>[] = [
      { budget: { maxCalls: 0 } },
      { budget: { maxCost: "1.00" } },
      { rateLimiter: { acquire: refuse } },
      { ledger: { reserve: refuse, settle: refuse, usage: () => [], unreconciled: () => [] } },
      { prices: () => "none" },
    ];
    for (const scene of scenes) {
      const result = await createScene(scene).try(things, id);
      expect(result.ok).toBe(false);
      expect(findSecret(result, token)).toEqual([]);
    }
  });

  test("the error of a caller that leaves its twin", async () => {
    const door = createDoor();
    const vendor = createVendor(async () => (await door.opened, 0));
    const client = createScene({ fetch: vendor.fetch });
    const controller = new AbortController();
    const calls = [client.try(things, id), client.try(things, id, { signal: controller.signal })];
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    controller.abort();
    door.open();
    expect(findSecret(await Promise.all(calls), token)).toEqual([]);
  });

  test("the items of map, estimates, usage and what is to be reconciled", async () => {
    const vendor = createVendor(({ number }) => (number % 2 ? 0 : Promise.reject(new TypeError(token))));
    const client = createScene({ fetch: vendor.fetch });
    const items = await collect(client.map(things, [id, { id: "2" }]));
    expect(items.map(({ ok }) => ok)).toEqual([true, false]);
    const rest = [await client.estimate(things, id), await client.usage(), await client.unreconciled()];
    expect(rest.every((value) => value !== undefined)).toBe(true);
    expect(findSecret([items, rest], token)).toEqual([]);
  });
});

describe("what is not the token survives printing:", () => {
  test("a result as JSON is itself", async () => {
    const result = await createScene().try(things, id);
    expect(JSON.parse(JSON.stringify(result))).toMatchObject({ ok: true, data: { name: "a thing" } });
    expect(structuredClone(result)).toEqual(result);
  });

  test("an error as JSON says what happened", async () => {
    const client = createScene({}, 600);
    await client.try(things, id);
    const later = await client.try(things, id);
    expect(JSON.parse(JSON.stringify(later.ok ? {} : later.error))).toMatchObject({
      name: "ApiError",
      kind: "api",
      code: 600,
      billing: "unbilled",
      message: expect.stringContaining("was not sent"),
    });
  });
});
