import { getEventListeners } from "node:events";
import type { CallOptions } from "@just-one/core";
import { describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createReply, createVendor } from "./support/create-vendor.ts";
import { envelope } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

const things = "GET /things/v1";
const id = { id: "1" };

/** A client whose vendor answers, when the door opens, with what was asked for. */
function createScene(code = 0) {
  const door = createDoor();
  const vendor = createVendor(async ({ number }) => {
    await door.opened;
    return createReply(code, { data: { name: `answer ${number}` }, requestId: `r-${number}` });
  });
  const client = createTestClient({ fetch: vendor.fetch, retry: false, prices: { [things]: "0.15" } });
  return { door, vendor, client, call: (options?: CallOptions) => client.try(things, id, options) };
}

describe("identical calls at the same time", () => {
  test("share one request, billed once, and all but the first say so", async () => {
    let asked = 0;
    const baseUrl = await startServer((_request, response) => {
      asked += 1;
      setTimeout(() => response.end(envelope(0, { data: { name: "a thing" } })), 20);
    });
    const client = createTestClient({ baseUrl, prices: { [things]: "0.15" } });
    const results = await Promise.all(Array.from({ length: 100 }, () => client.call(things, { id: "1", page: 2 })));
    expect(asked).toBe(1);
    expect(results.map(({ meta }) => meta.cached)).toEqual([false, ...Array.from({ length: 99 }, () => true)]);
    expect(results.map(({ meta }) => meta.billing)).toEqual([
      "billed",
      ...Array.from({ length: 99 }, () => "unbilled"),
    ]);
    expect(results.every(({ data }) => data.name === "a thing")).toBe(true);
    const facts = { requestId: "r-1", recordTime: "2026-11-24 10:00:00" };
    expect(results.map(({ meta: { requestId, recordTime } }) => ({ requestId, recordTime }))).toEqual(
      Array.from({ length: 100 }, () => facts),
    );
    expect(results[1]?.meta).toMatchObject({ ageMs: 0, attempts: [] });
    expect(await client.usage()).toMatchObject([{ spentCalls: 1, spentCost: "0.15", reservedCalls: 0 }]);
  });

  test("in another order of their parameters are identical all the same", async () => {
    const { client, vendor, door } = createScene();
    const calls = [client.call(things, { id: "1", exact: true }), client.call(things, { exact: true, id: "1" })];
    door.open();
    await Promise.all(calls);
    expect(vendor.asked).toHaveLength(1);
  });

  test("get data of their own", async () => {
    const { client, door } = createScene();
    const calls = [client.call(things, id), client.call(things, id), client.call(things, id)];
    door.open();
    const [first, second, third] = await Promise.all(calls);
    Object.assign(first?.data ?? {}, { name: "changed" });
    expect(second?.data).toEqual({ name: "answer 1" });
    expect(third?.data).not.toBe(second?.data);
  });

  test("have no request id or time where the vendor sent none", async () => {
    const vendor = createVendor(() => createReply(0, { requestId: null, recordTime: null }));
    const client = createTestClient({ fetch: vendor.fetch });
    const [, twin] = await Promise.all([client.call(things, id), client.call(things, id)]);
    expect(Object.keys(twin.meta).toSorted()).toEqual([
      "ageMs",
      "attempts",
      "billing",
      "cached",
      "callId",
      "operation",
    ]);
  });

  test("share the door that an answer closes, under the token that was sent", async () => {
    let token = "marked-token-one";
    const vendor = createVendor(({ number }) => (number === 1 ? 602 : 0));
    const client = createTestClient({ fetch: vendor.fetch, token: () => token });
    const results = await Promise.all([client.try(things, id), client.try(things, id)]);
    expect(results).toMatchObject([{ error: { code: 602 } }, { error: { code: 602 } }]);
    expect(await client.try(things, id)).toMatchObject({ error: { code: 602 } });
    expect(vendor.asked).toHaveLength(1);
    token = "marked-token-two";
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });

  test("share a failure", async () => {
    const { vendor, door, call } = createScene(400);
    const calls = [call(), call(), call()];
    door.open();
    for (const result of await Promise.all(calls)) expect(result).toMatchObject({ error: { code: 400 } });
    expect(vendor.asked).toHaveLength(1);
  });

  test("are asked anew once the first is over", async () => {
    const { vendor, door, call } = createScene();
    door.open();
    expect(await call()).toMatchObject({ meta: { cached: false } });
    expect(await call()).toMatchObject({ meta: { cached: false }, data: { name: "answer 2" } });
    expect(vendor.asked).toHaveLength(2);
  });

  test.each<[string, CallOptions, CallOptions]>([
    ["times for an attempt", { timeoutMs: 5000 }, { timeoutMs: 6000 }],
    ["deadlines", { deadlineMs: 5000 }, { deadlineMs: 6000 }],
    ["deadlines, or none", {}, { deadlineMs: 6000 }],
    ["retries", { retry: false }, { retry: { maxAttempts: 2 } }],
  ])("with different %s are no twins", async (_what, some, others) => {
    const { vendor, door, call } = createScene();
    const calls = [call(some), call(others), call(some)];
    door.open();
    await Promise.all(calls);
    expect(vendor.asked).toHaveLength(2);
  });

  test.each(["off", "refresh"] as const)("with `cache: %j` each get an answer of their own", async (cache) => {
    const { vendor, door, call } = createScene();
    const calls = [call({ cache }), call({ cache }), call()];
    door.open();
    await Promise.all(calls);
    expect(vendor.asked).toHaveLength(3);
  });

  test("with `twins: false` each get an answer of their own", async () => {
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, twins: false });
    await Promise.all([client.call(things, id), client.call(things, id)]);
    expect(vendor.asked).toHaveLength(2);
  });

  test("with different labels share, and are counted for the first", async () => {
    const { client, vendor, door, call } = createScene();
    const calls = [call({ label: "a" }), call({ label: "b" })];
    door.open();
    await Promise.all(calls);
    expect(vendor.asked).toHaveLength(1);
    expect(await client.usage()).toMatchObject([{ label: "a", spentCalls: 1 }]);
  });
});

describe("a caller that aborts", () => {
  test.each([0, 1, 2])("(number %i of three) does not hurt the others", async (leaving) => {
    const { vendor, door, call } = createScene();
    const controllers = [new AbortController(), new AbortController(), new AbortController()];
    const calls = controllers.map(({ signal }) => call({ signal }));
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    controllers[leaving]?.abort();
    expect(await calls[leaving]).toMatchObject({
      error: { kind: "aborted", billing: "unbilled", message: expect.stringContaining("an identical call goes on") },
      meta: { attempts: [], cached: false },
    });
    door.open();
    const others = await Promise.all(calls.filter((_, index) => index !== leaving));
    expect(others).toMatchObject([{ ok: true }, { ok: true }]);
    expect(vendor.asked).toHaveLength(1);
    expect(vendor.asked[0]?.signal?.aborted).toBe(false);
  });

  test("as the last one stops the request, and knows that it may be billed", async () => {
    const { client, vendor, call } = createScene();
    const controllers = [new AbortController(), new AbortController()];
    const calls = controllers.map(({ signal }) => call({ signal }));
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    for (const controller of controllers) controller.abort();
    expect(await calls[1]).toMatchObject({ error: { kind: "aborted", billing: "unknown" } });
    expect(await calls[0]).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    expect(vendor.asked[0]?.signal?.aborted).toBe(true);
    expect(await client.unreconciled()).toHaveLength(1);
  });

  test("before it begins sends nothing and joins nobody", async () => {
    const { vendor, door, call } = createScene();
    const signal = AbortSignal.abort();
    expect(await call({ signal })).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    expect(vendor.asked).toHaveLength(0);
    const running = call();
    expect(await call({ signal })).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    door.open();
    expect(await running).toMatchObject({ ok: true });
    expect(vendor.asked).toHaveLength(1);
  });

  test("leaves the way free for a new request, which later twins join", async () => {
    const { vendor, door, call } = createScene();
    const controller = new AbortController();
    const stopped = call({ signal: controller.signal });
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    const next = Promise.withResolvers<Awaited<ReturnType<typeof call>>>();
    vendor.asked[0]?.signal?.addEventListener("abort", () => next.resolve(call()));
    controller.abort();
    await stopped; // its end must not take the new one's place away
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(2));
    const twin = call();
    door.open();
    expect(await next.promise).toMatchObject({ ok: true, meta: { cached: false } });
    expect(await twin).toMatchObject({ ok: true, meta: { cached: true } });
    expect(vendor.asked).toHaveLength(2);
  });

  test("while another comes leaves the request to that one", async () => {
    const { vendor, door, call } = createScene();
    const controller = new AbortController();
    const left = call({ signal: controller.signal });
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    const next = call();
    controller.abort();
    expect(await left).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    door.open();
    expect(await next).toMatchObject({ ok: true, meta: { billing: "billed", cached: false } });
    expect(vendor.asked).toHaveLength(1);
  });

  test("as the first leaves the bill to exactly one of those who stay", async () => {
    const { vendor, door, call } = createScene();
    const controller = new AbortController();
    const first = call({ signal: controller.signal });
    const others = [call(), call(), call({ signal: new AbortController().signal })];
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    controller.abort();
    await first;
    door.open();
    const metas = (await Promise.all(others)).map(({ meta }) => meta);
    expect(metas.map(({ billing }) => billing).toSorted()).toEqual(["billed", "unbilled", "unbilled"]);
    expect(metas.find(({ billing }) => billing === "billed")).toMatchObject({ cached: false, attempts: [{ code: 0 }] });
  });

  test("as the first leaves what was paid for in the cache", async () => {
    const door = createDoor();
    const vendor = createVendor(async () => {
      await door.opened;
      return 0;
    });
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000 } });
    const controller = new AbortController();
    const first = client.try(things, id, { signal: controller.signal });
    const second = client.try(things, id);
    await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
    controller.abort();
    await first;
    door.open();
    await second;
    expect(await client.try(things, id)).toMatchObject({ ok: true, meta: { cached: true } });
    expect(vendor.asked).toHaveLength(1);
  });

  test("leaves no listener on its signal", async () => {
    const { door, call } = createScene();
    const { signal } = new AbortController();
    const calls = [call({ signal }), call({ signal })];
    door.open();
    await Promise.all(calls);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

test("a twin waits no longer than its deadline", async () => {
  const { call } = createScene();
  const calls = [call({ deadlineMs: 30 }), call({ deadlineMs: 30 })];
  for (const result of await Promise.all(calls)) {
    expect(result).toMatchObject({ error: { kind: "timeout", scope: "deadline" } });
  }
});
