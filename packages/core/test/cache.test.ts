import { type CachedReply, type CacheStore, createMemoryCache } from "@just-one/core";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createReply, createVendor } from "./support/create-vendor.ts";
import { findSecret } from "./support/find-secret.ts";

const things = "GET /things/v1";
const parts = "GET /things/{id}/parts/v1";
const id = { id: "1" };

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T03:00:00Z"), toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

function fail(message: string): never {
  throw new Error(message);
}

/** A store whose contents the tests can look at. */
function createOpenStore(): { readonly store: CacheStore; readonly replies: Map<string, CachedReply> } {
  const replies = new Map<string, CachedReply>();
  return { replies, store: { get: (key) => replies.get(key), set: (key, reply) => void replies.set(key, reply) } };
}

describe("a cached call", () => {
  test("is answered without a request, says so, and tells how old the answer is", async () => {
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000 }, prices: { [things]: "0.15" } });
    const first = await client.call(things, id);
    expect(first.meta).toMatchObject({ cached: false, billing: "billed" });
    expect(first.meta.ageMs).toBeUndefined();
    vi.advanceTimersByTime(1234);
    const again = await client.call(things, id);
    expect(again).toEqual({
      data: first.data,
      meta: {
        operation: things,
        callId: expect.any(String),
        requestId: "r-1",
        recordTime: "2026-11-24 10:00:00",
        billing: "unbilled",
        attempts: [],
        cached: true,
        ageMs: 1234,
      },
    });
    expect(vendor.asked).toHaveLength(1);
    expect(await client.usage()).toMatchObject([{ spentCalls: 1, spentCost: "0.15" }]);
  });

  test("is sent again once its time is over, and not before", async () => {
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000 } });
    await client.call(things, id);
    vi.advanceTimersByTime(59_999);
    expect((await client.call(things, id)).meta.cached).toBe(true);
    vi.advanceTimersByTime(1);
    expect((await client.call(things, id)).meta.cached).toBe(false);
    expect(vendor.asked).toHaveLength(2);
  });

  test("does not change when a caller changes what it got", async () => {
    const client = createTestClient({ fetch: createVendor().fetch, cache: { ttlMs: 60_000 } });
    for (const _ of [1, 2, 3]) {
      const { data } = await client.call(things, id);
      expect(data).toEqual({ name: "a thing" });
      Object.assign(data, { name: "changed" });
    }
  });

  test("brings integers beyond 2^53 and empty data back as they were", async () => {
    const data = ["7048929565493690398", null, { a: [] }];
    const vendor = createVendor(({ number }) =>
      createReply(0, { data: number === 1 ? data : null, requestId: null, recordTime: null }),
    );
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000 } });
    for (const each of [id, { id: "2" }]) {
      const first = await client.call(things, each);
      const again = await client.call(things, each);
      expect(again.data).toEqual(first.data);
      expect(again.meta).not.toHaveProperty("requestId");
      expect(again.meta).not.toHaveProperty("recordTime");
    }
  });

  test("that is nested too deep to be kept is answered all the same", async () => {
    const deep = `{"code":0,"data":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const client = createTestClient({ fetch: createVendor(() => new Response(deep)).fetch, cache: { ttlMs: 60_000 } });
    await expect(client.try(things, id)).resolves.toMatchObject({ ok: true, meta: { billing: "billed" } });
  });

  test("is looked for only where a TTL is", async () => {
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: { [things]: 60_000 } } });
    await client.call(things, id);
    await client.call(things, id);
    await client.call(parts, id);
    await client.call(parts, id);
    expect(vendor.asked.map(({ operation }) => operation)).toEqual([
      things,
      "GET /things/1/parts/v1",
      "GET /things/1/parts/v1",
    ]);
    const off = createTestClient({ fetch: vendor.fetch });
    await off.call(things, id);
    expect((await off.call(things, id)).meta.cached).toBe(false);
  });
});

test.each([301, 302, 303, 400, 500, 600, 777])("an answer with code %i is not kept", async (code) => {
  const { store, replies } = createOpenStore();
  const vendor = createVendor(({ number }) => (number === 1 ? code : 0));
  const client = createTestClient({
    fetch: vendor.fetch,
    retry: false,
    latches: false,
    rateLimiter: { pauseMs: 0 },
    cache: { ttlMs: 60_000, store },
  });
  expect(await client.try(things, id)).toMatchObject({ ok: false });
  expect(replies.size).toBe(0);
  expect(await client.try(things, id)).toMatchObject({ ok: true, meta: { cached: false } });
});

describe("`cache` of one call", () => {
  test("`refresh` sends it and renews what is kept", async () => {
    const vendor = createVendor(({ number }) => createReply(0, { data: { name: `answer ${number}` } }));
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000 } });
    await client.call(things, id);
    const renewed = await client.call(things, id, { cache: "refresh" });
    expect(renewed).toMatchObject({ data: { name: "answer 2" }, meta: { cached: false } });
    expect(await client.call(things, id)).toMatchObject({ data: { name: "answer 2" }, meta: { cached: true } });
  });

  test("`off` sends it and leaves what is kept alone", async () => {
    const vendor = createVendor(({ number }) => createReply(0, { data: { name: `answer ${number}` } }));
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000 } });
    await client.call(things, id);
    expect(await client.call(things, id, { cache: "off" })).toMatchObject({ data: { name: "answer 2" } });
    expect(await client.call(things, id)).toMatchObject({ data: { name: "answer 1" }, meta: { cached: true } });
  });
});

describe("the store", () => {
  test("shared by clients of two servers answers each only with its own server's reply", async () => {
    const { store } = createOpenStore();
    const [mock, vendor] = [createVendor(), createVendor()];
    const cache = { ttlMs: 60_000, store };
    await createTestClient({ fetch: mock.fetch, cache, baseUrl: "http://127.0.0.1:1234" }).call(things, id);
    const { meta } = await createTestClient({ fetch: vendor.fetch, cache, baseUrl: "https://vendor.example" }).call(
      things,
      id,
    );
    expect(meta.cached).toBe(false);
    expect(vendor.asked).toHaveLength(1);
  });

  test("has nothing of an operation without a TTL, and is not asked for it, whatever another client kept", async () => {
    const { store, replies } = createOpenStore();
    const some = createTestClient({ fetch: createVendor().fetch, cache: { ttlMs: { [things]: 60_000 }, store } });
    await some.call(parts, id);
    expect(replies.size).toBe(0);
    await createTestClient({ fetch: createVendor().fetch, cache: { ttlMs: 60_000, store } }).call(parts, id);
    expect(replies.size).toBe(1);
    expect((await some.call(parts, id)).meta.cached).toBe(false);
    expect(await some.estimate(parts, id)).toMatchObject({ outcome: "send" });
  });

  test("is given the reply with what the vendor sent of it, and no member that is undefined", async () => {
    const { store, replies } = createOpenStore();
    const facts = { requestId: null, recordTime: null };
    const vendor = createVendor(({ number }) => createReply(0, number === 1 ? {} : facts));
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000, store } });
    for (const each of ["1", "2"]) await client.call(things, { id: each });
    const kept = { json: '{"name":"a thing"}', storedAt: Date.now(), expiresAt: Date.now() + 60_000 };
    const named = { ...kept, requestId: "r-1", recordTime: "2026-11-24 10:00:00" };
    expect([...replies.values()]).toStrictEqual([named, kept]);
  });

  test("never sees the token, in key or reply", async () => {
    const { store, replies } = createOpenStore();
    const client = createTestClient({
      fetch: createVendor(() => createReply(0, { message: markedToken, requestId: `r-${markedToken}` })).fetch,
      cache: { ttlMs: 60_000, store },
    });
    await client.call(things, id);
    await client.call("POST /things/v1", { text: "a text" });
    expect(replies.size).toBe(2);
    expect(findSecret([...replies], markedToken)).toEqual([]);
    expect([...replies.keys()]).toEqual([
      expect.stringMatching(/^http\S+ GET \/things\/v1\?id=1$/),
      expect.stringMatching(/^http\S+ POST \/things\/v1 text=a%20text$/),
    ]);
  });

  test.each<[string, CacheStore]>([
    [
      "throws",
      {
        get: () => {
          throw new Error("disk full");
        },
        set: () => {
          throw new Error("disk full");
        },
      },
    ],
    [
      "rejects",
      { get: async () => Promise.reject(new Error("down")), set: async () => Promise.reject(new Error("down")) },
    ],
    // Safe, both: what callers without types may answer.
    ["holds nothing, as null", { get: () => null as never, set: () => undefined }],
    ["does not say until when", { get: () => ({ json: "5" }) as never, set: () => undefined }],
    ["holds no JSON", { get: () => ({ json: "{", storedAt: 0, expiresAt: Infinity }), set: () => undefined }],
  ])("that %s counts as empty", async (_how, store) => {
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000, store } });
    expect(await client.try(things, id)).toMatchObject({ ok: true, meta: { cached: false, billing: "billed" } });
    expect(await client.estimate(things, id)).toMatchObject({ outcome: "send" });
  });

  test.each<[string, () => boolean | Promise<boolean>, string]>([
    ["says so", () => true, "cached"],
    ["says so later", async () => true, "cached"],
    ["has none", () => false, "send"],
    ["throws", () => fail("disk full"), "send"],
    ["rejects", () => Promise.reject(new Error("down")), "send"],
  ])("that is asked whether it has a reply and %s is believed or counts as empty", async (_how, has, outcome) => {
    const get = vi.fn<CacheStore["get"]>();
    const store: CacheStore = { get, set: () => undefined, has };
    const client = createTestClient({ fetch: createVendor().fetch, cache: { ttlMs: 60_000, store } });
    expect(await client.estimate(things, id)).toMatchObject({ outcome });
    expect(await client.estimate(things, id, { cache: "off" })).toMatchObject({ outcome: "send" });
    expect(get).not.toHaveBeenCalled();
  });

  test("is not believed when it gives what is too old", async () => {
    const { store, replies } = createOpenStore();
    const vendor = createVendor();
    const client = createTestClient({ fetch: vendor.fetch, cache: { ttlMs: 60_000, store } });
    await client.call(things, id);
    vi.advanceTimersByTime(60_000);
    expect(replies.size).toBe(1);
    expect((await client.call(things, id)).meta.cached).toBe(false);
    expect(vendor.asked).toHaveLength(2);
  });

  test("that answers later is waited for", async () => {
    const { store, replies } = createOpenStore();
    const later: CacheStore = {
      get: async (key) => store.get(key),
      set: async (key, reply) => {
        await new Promise((resolve) => void setImmediate(resolve));
        await store.set(key, reply);
      },
    };
    const client = createTestClient({ fetch: createVendor().fetch, cache: { ttlMs: 60_000, store: later } });
    expect((await client.call(things, id)).meta.cached).toBe(false);
    expect(replies.size).toBe(1);
    expect((await client.call(things, id)).meta.cached).toBe(true);
  });

  test("that hangs does not outlast the call", async () => {
    const store: CacheStore = { get: () => new Promise(() => undefined), set: () => undefined };
    const client = createTestClient({ fetch: createVendor().fetch, cache: { ttlMs: 60_000, store } });
    expect(await client.try(things, id, { deadlineMs: 20 })).toMatchObject({ error: { kind: "timeout" } });
    const controller = new AbortController();
    const call = client.try(things, { id: "2" }, { signal: controller.signal });
    controller.abort();
    expect(await call).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
  });

  test("that hangs when it should keep a reply does not cost the reply", async () => {
    const store: CacheStore = { get: () => undefined, set: () => new Promise(() => undefined) };
    const client = createTestClient({ fetch: createVendor().fetch, cache: { ttlMs: 60_000, store } });
    expect(await client.try(things, id, { deadlineMs: 20_000 })).toMatchObject({
      ok: true,
      meta: { billing: "billed" },
    });
  });

  test("may be shared by clients, and by processes whose clocks differ a little", async () => {
    const { store } = createOpenStore();
    const cache = { ttlMs: 60_000, store };
    await createTestClient({ fetch: createVendor().fetch, cache }).call(things, id);
    vi.setSystemTime(Date.now() - 500);
    const other = await createTestClient({ fetch: createVendor().fetch, cache }).call(things, id);
    expect(other.meta).toMatchObject({ cached: true, ageMs: 0 });
  });
});

describe("the memory cache", () => {
  const reply: CachedReply = { json: "1", storedAt: 0, expiresAt: Infinity };

  test("keeps as many as allowed, and loses the least recently used first", () => {
    const keys = fc.array(fc.tuple(fc.constantFrom("get", "set"), fc.constantFrom("a", "b", "c", "d")), {
      size: "max",
      maxLength: 60,
    });
    fc.assert(
      fc.property(keys, fc.integer({ min: 0, max: 4 }), (uses, maxEntries) => {
        const cache = createMemoryCache({ maxEntries });
        let model: string[] = []; // oldest use first
        for (const [what, key] of uses) {
          const isKept = model.includes(key);
          if (what === "set") void cache.set(key, reply);
          expect(what === "set" || cache.get(key) === (isKept ? reply : undefined)).toBe(true);
          if (what === "set" || isKept) model = [...model.filter((other) => other !== key), key];
          if (model.length > maxEntries) model = model.slice(model.length - maxEntries);
        }
      }),
    );
  });

  test("keeps a reply as it was, whoever else holds it", () => {
    const cache = createMemoryCache();
    const kept = { json: "1", storedAt: 0, expiresAt: Infinity };
    void cache.set("a", kept);
    expect(() => Object.assign(kept, { json: "2" })).toThrow(TypeError);
    expect(() => Object.assign(cache.get("a") ?? {}, { json: "2" })).toThrow(TypeError);
    expect(cache.get("a")).toMatchObject({ json: "1" });
  });

  test("keeps 1000 by default", () => {
    const cache = createMemoryCache();
    for (let key = 0; key <= 1000; key += 1) void cache.set(String(key), reply);
    expect(cache.get("0")).toBeUndefined();
    expect(cache.get("1")).toBe(reply);
  });

  test("forgets what is too old", () => {
    const cache = createMemoryCache();
    void cache.set("a", { ...reply, expiresAt: Date.now() + 1 });
    expect(cache.get("a")).toBeDefined();
    vi.advanceTimersByTime(1);
    expect(cache.get("a")).toBeUndefined();
  });
});

test.each([Number.NaN, -1])("a TTL of %d is refused", (ttlMs) => {
  expect(() => createTestClient({ cache: { ttlMs } })).toThrow("`cache.ttlMs` must be a number");
  expect(() => createTestClient({ cache: { ttlMs: { [things]: ttlMs } } })).toThrow("`cache.ttlMs`");
  expect(() => createMemoryCache({ maxEntries: ttlMs })).toThrow("`cache.maxEntries` must be a whole number");
});
