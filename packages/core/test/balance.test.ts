import { type ClientEvent, createMemoryLedger, MismatchError } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { findSecret } from "./support/find-secret.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

const told = envelope(0, { data: { balance: "123.4500", currency: "CNY" } });

describe("the balance", () => {
  test("is the vendor's decimal string, asked for once with the token, and of unknown billing", async () => {
    const { fetch, requests } = createFakeFetch(respond(told));
    const events: ClientEvent[] = [];
    const client = createTestClient({ fetch, onEvent: (event) => events.push(event) });
    const { data, meta } = await client.balance();
    expect(data).toEqual({ balance: "123.4500", currency: "CNY" });
    expect(meta).toMatchObject({
      operation: "GET /user/get-balance",
      billing: "unknown",
      attempts: [{ billing: "unknown" }],
    });
    expect(requests.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      `GET http://127.0.0.1:9/user/get-balance?token=${markedToken}`,
    ]);
    expect(events.map(({ type }) => type)).toEqual(["attempt"]);
    expect(findSecret({ data, meta, events }, markedToken)).toEqual([]);
  });

  test("is never asked for by itself", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(601)), respond(envelope(601)));
    const client = createTestClient({ fetch });
    await client.try("GET /things/v1", { id: "1" });
    await client.estimate("GET /things/v1", { id: "1" });
    await client.usage();
    client.reset();
    expect(requests.filter(({ url }) => url.includes("balance"))).toEqual([]);
  });

  test("can be asked for while the account is closed, and opens nothing", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(601)), respond(told));
    const client = createTestClient({ fetch });
    await client.try("GET /things/v1", { id: "1" });
    expect(await client.balance()).toMatchObject({ data: { balance: "123.4500" } });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({ error: { code: 601 } });
    expect(requests).toHaveLength(2);
  });

  test.each([301, 302, 500, 503])("is not asked for again by itself after code %i", async (code) => {
    const { fetch, requests } = createFakeFetch(respond(envelope(code)));
    await expect(createTestClient({ fetch }).balance()).rejects.toMatchObject({ kind: "api", code });
    expect(requests).toHaveLength(1);
  });

  test("counts against a budget, as a request that may have been billed", async () => {
    const { fetch, requests } = createFakeFetch(respond(told));
    const ledger = createMemoryLedger();
    const client = createTestClient({ fetch, ledger, budget: { maxCalls: 1 } });
    await client.balance({ label: "watch" });
    expect(await client.unreconciled()).toMatchObject([{ operation: "GET /user/get-balance", label: "watch" }]);
    await expect(client.balance()).rejects.toMatchObject({ kind: "budget", billing: "unbilled" });
    expect(requests).toHaveLength(1);
  });

  test.each([
    [{ balance: "0", currency: null }, { balance: "0" }],
    [{ balance: "-1.20" }, { balance: "-1.20" }],
    [
      { balance: "12345678901234567890.123456", currency: "USD", more: 1 },
      { balance: "12345678901234567890.123456", currency: "USD" },
    ],
  ])("of %j is %j", async (data, expected) => {
    const { fetch } = createFakeFetch(respond(envelope(0, { data })));
    expect((await createTestClient({ fetch }).balance()).data).toStrictEqual(expected);
  });

  test.each([null, "123", 123, [], {}, { balance: 123.45 }, { balance: "" }, { balance: "1e5" }, { balance: "12,5" }])(
    "that comes as %j is none, and the error says what is known",
    async (data) => {
      const { fetch } = createFakeFetch(respond(envelope(0, { data })));
      const error: unknown = await createTestClient({ fetch })
        .balance()
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(MismatchError);
      expect(error).toMatchObject({
        billing: "unknown",
        mismatches: [{ path: "data.balance", expected: "decimal string" }],
      });
    },
  );

  test("ends with its own error at its time limit and with a signal", async () => {
    const client = createTestClient({ fetch: () => new Promise(() => undefined) });
    await expect(client.balance({ timeoutMs: 5 })).rejects.toMatchObject({ kind: "timeout", billing: "unknown" });
    await expect(client.balance({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: "aborted",
      billing: "unbilled",
    });
  });
});
