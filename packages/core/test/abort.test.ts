import { getEventListeners } from "node:events";
import { createLeanClient, createTwinsStage } from "@just-one/core/lean";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

afterEach(() => void vi.restoreAllMocks());

const operation = "GET /things/v1";
const parameters = { id: "1" };

describe("a signal that had aborted before", () => {
  test("keeps the call from being sent", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const result = await createTestClient({ fetch }).try(operation, parameters, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unbilled" } });
    expect(requests).toEqual([]);
  });

  test("keeps it from being sent also when it would wait for its turn until a deadline", async () => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const client = createTestClient({ fetch, twins: false, deadlineMs: 1000 });
    const result = await client.try(operation, parameters, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unbilled" } });
    expect(requests).toEqual([]);
  });

  test.each([
    ["no stages", []],
    ["shared requests only", [createTwinsStage()]],
  ])("keeps a lean client's call from being sent, with %s", async (_name, stages) => {
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const client = createLeanClient<TestOperations>({ token: markedToken, fetch, catalog: testCatalog, stages });
    const result = await client.try(operation, parameters, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unbilled" } });
    expect(requests).toEqual([]);
  });
});

describe("a signal that aborts", () => {
  test.each([
    ["alone", { twins: false }],
    ["as a twin", {}],
  ])(
    "in the turn in which the call was made leaves nothing to pay, as React's strict effects do, %s",
    async (_name, options) => {
      const { fetch, requests } = createFakeFetch(respond(envelope(0)));
      const client = createTestClient({ fetch, ...options });
      const runEffect = (): { result: Promise<{ readonly meta: { readonly billing: string } }>; clean: () => void } => {
        const controller = new AbortController();
        const result = client.try(operation, parameters, { signal: controller.signal });
        return { result, clean: () => controller.abort() };
      };
      const first = runEffect();
      first.clean();
      const second = runEffect();
      const billings = (await Promise.all([first.result, second.result])).map(({ meta }) => meta.billing);
      expect([billings, requests.length]).toEqual([["unbilled", "billed"], 1]);
      expect(await client.unreconciled()).toEqual([]);
    },
  );

  test("never leaves a call hanging whose parameters cannot be written", async () => {
    const { fetch } = createFakeFetch(respond(envelope(0)));
    for (const token of [markedToken, async () => markedToken]) {
      const client = createLeanClient<TestOperations>({ token, fetch, catalog: testCatalog });
      await expect(client.try(operation, { id: "\ud800" })).rejects.toThrow(URIError);
    }
  });

  test("before the token is known leaves nothing to pay", async () => {
    const controller = new AbortController();
    const { fetch, requests } = createFakeFetch(respond(envelope(0)));
    const token = (): string => {
      controller.abort();
      return markedToken;
    };
    const client = createTestClient({ fetch, token });
    const result = await client.try(operation, parameters, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unbilled" } });
    expect(requests).toEqual([]);
  });

  test("at whatever turn keeps the call from being sent, or tells that it was", async () => {
    const ends = new Set<string>();
    for (let turns = 0; turns < 40; turns += 1) {
      const controller = new AbortController();
      const { fetch, requests } = createFakeFetch(respond(envelope(0)));
      const client = createLeanClient<TestOperations>({ token: async () => markedToken, fetch, catalog: testCatalog });
      const asked = client.try(operation, parameters, { signal: controller.signal });
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      controller.abort();
      const { ok, meta } = await asked;
      ends.add(`${ok} ${requests.length} ${meta.billing}`);
    }
    expect([...ends].toSorted()).toEqual(["false 0 unbilled", "false 1 unknown", "true 1 billed"]);
  });

  test("while the request is on its way leaves it uncertain, even if fetch ignores the signal", async () => {
    const controller = new AbortController();
    const client = createTestClient({
      fetch: () => {
        controller.abort();
        return new Promise(() => undefined);
      },
    });
    const result = await client.try(operation, parameters, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unknown" } });
    expect(result.meta.attempts).toHaveLength(1);
  });

  test("while the body comes in closes the connection and leaves it uncertain", async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<true>();
    const baseUrl = await startServer((_request, response) => {
      response.once("close", () => closed.resolve(true));
      response.write('{"code":0,"data":"', () => controller.abort());
    });
    const client = createTestClient({ baseUrl });
    const result = await client.try(operation, parameters, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unknown" } });
    await expect(closed.promise).resolves.toBe(true);
  });

  test("during the wait before a retry ends the call at once, with nothing to pay", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.999);
    const controller = new AbortController();
    const { fetch, requests } = createFakeFetch(respond(envelope(301)));
    const client = createTestClient({
      fetch,
      retry: { baseMs: 20_000 },
      onEvent: ({ type }) => type === "retry" && queueMicrotask(() => controller.abort()),
    });
    const began = performance.now();
    const result = await client.try(operation, parameters, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unbilled" } });
    expect(result.meta.attempts).toMatchObject([{ code: 301, billing: "unbilled" }]);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(requests).toHaveLength(1);
  });

  test("is never followed by a retry, not even with retryUnknown", async () => {
    const controller = new AbortController();
    const { fetch, requests } = createFakeFetch(() => {
      controller.abort();
      return Promise.reject(new Error("aborted"));
    });
    const client = createTestClient({ fetch, retry: { baseMs: 0, retryUnknown: true } });
    const result = await client.try(operation, parameters, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted" } });
    expect(requests).toHaveLength(1);
  });

  test.each([true, false])("after the reply changes nothing and has no listener left (twins: %j)", async (twins) => {
    const controller = new AbortController();
    const { fetch } = createFakeFetch(respond(envelope(0, { data: { name: "a" } })));
    const client = createTestClient({ fetch, twins });
    const success = await client.call(operation, parameters, { signal: controller.signal, deadlineMs: 1000 });
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    controller.abort();
    expect(success.data).toEqual({ name: "a" });
  });
});
