import {
  type ClientEvent,
  type ClientOptions,
  ConfigError,
  createMemoryLatchStore,
  createMemoryLedger,
  type Middleware,
} from "@just-one/core";
import { createPooledFetch } from "@just-one/core/node";
import { describe, expect, test, vi } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createReply, createVendor } from "./support/create-vendor.ts";
import { envelope } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

const things = "GET /things/v1";
const id = { id: "1" };
const data = { name: "a thing" };
const baseUrl = "https://vendor.test/base";

type OnRequest = NonNullable<Middleware["onRequest"]>;
type OnResponse = NonNullable<Middleware["onResponse"]>;
type OnError = NonNullable<Middleware["onError"]>;

/** A client over a vendor that says what it was asked. */
function arrange(middleware: readonly Middleware[], options: Partial<ClientOptions> = {}) {
  const vendor = createVendor();
  const ledger = createMemoryLedger();
  const events: ClientEvent[] = [];
  const onEvent = (event: ClientEvent): void => void events.push(event);
  const client = createTestClient({ baseUrl, fetch: vendor.fetch, ledger, onEvent, middleware, ...options });
  return { vendor, ledger, events, client };
}

/** What callers without types may write. */
function pass(hooks: object): Middleware {
  return hooks as Middleware; // safe: whatever it is, the client has to bear it
}

const lose: typeof fetch = async () => {
  throw new Error("socket hang up");
};
const refuseConnection: typeof fetch = async () => {
  throw Object.assign(new Error("refused"), { code: "ECONNREFUSED", syscall: "connect" });
};

describe("a middleware sees", () => {
  test("the request without the token, its path as the document has it, its parameters and an id", async () => {
    const seen: object[] = [];
    const onRequest: OnRequest = async ({ request, schemaPath, params, id: requestId, options }) => {
      seen.push({
        url: request.url,
        method: request.method,
        text: await request.clone().text(),
        schemaPath,
        params,
        baseUrl: options.baseUrl,
      });
      expect(requestId).toMatch(/^\w+$/);
      expect(request.signal.aborted).toBe(false);
    };
    const { client } = arrange([{ onRequest }]);
    await client.call(things, { id: "ä b", tags: ["x", "y"] });
    await client.call("GET /things/{id}/parts/v1", { id: "7/8" });
    await client.call("POST /things/v1", { text: "a b" });
    expect(seen).toEqual([
      {
        url: `${baseUrl}/things/v1?id=%C3%A4%20b&tags=x&tags=y`,
        method: "GET",
        text: "",
        schemaPath: "/things/v1",
        params: { path: {}, query: { id: "ä b", tags: ["x", "y"] } },
        baseUrl,
      },
      {
        url: `${baseUrl}/things/7%2F8/parts/v1`,
        method: "GET",
        text: "",
        schemaPath: "/things/{id}/parts/v1",
        params: { path: { id: "7/8" }, query: {} },
        baseUrl,
      },
      {
        url: `${baseUrl}/things/v1`,
        method: "POST",
        text: "text=a%20b",
        schemaPath: "/things/v1",
        params: { path: {}, query: {} },
        baseUrl,
      },
    ]);
    expect(JSON.stringify(seen)).not.toContain(markedToken);
  });

  test("every attempt, each with an id of its own", async () => {
    const ids: string[] = [];
    const vendor = createVendor(({ number }) => (number < 3 ? 301 : 0));
    const { client } = arrange([{ onRequest: ({ id: own }) => void ids.push(own) }], { fetch: vendor.fetch });
    await client.call(things, id);
    expect(new Set(ids).size).toBe(3);
  });

  test("the reply whole, where it may repeat the token without it, and not where it came from", async () => {
    const seen: object[] = [];
    const onResponse: OnResponse = async ({ response, request }) => {
      seen.push({
        status: response.status,
        url: response.url + request.url,
        headers: Object.fromEntries(response.headers),
        text: await response.text(),
      });
    };
    const message = `no such token: ${markedToken}`;
    const vendor = createVendor(
      () =>
        new Response(envelope(0, { message, data }), {
          status: 201,
          headers: { "x-trace": "t", "x-url": markedToken },
        }),
    );
    const { client } = arrange([{ onResponse }], { fetch: vendor.fetch });
    await expect(client.call(things, id)).resolves.toMatchObject({ data });
    expect(seen).toMatchObject([
      { status: 201, headers: { "x-trace": "t" }, text: expect.stringContaining("a thing") },
    ]);
    expect(JSON.stringify(seen)).not.toContain(markedToken);
  });

  test("the same over a pool's connections", async () => {
    const ownUrl = await startServer((_request, response) => {
      response.setHeader("x-trace", ["a", "b"]);
      response.end(envelope(0, { data }));
    });
    const fetch = await createPooledFetch();
    const seen = vi.fn<(trace: string | null) => void>();
    const onResponse: OnResponse = ({ response }) => seen(response.headers.get("x-trace"));
    const { client } = arrange([{ onResponse }], { fetch, baseUrl: ownUrl });
    await expect(client.call(things, id)).resolves.toMatchObject({ data });
    expect(seen).toHaveBeenCalledExactlyOnceWith("a, b");
    await fetch.close();
  });

  test("no token in what got lost", async () => {
    const onError = vi.fn<OnError>();
    const { client } = arrange([{ onError }], {
      fetch: async (url) => {
        throw new Error(`lost ${String(url)}`); // oxlint-disable-line typescript/no-base-to-string -- it is a text
      },
    });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ ok: false, error: { kind: "transport", phase: "sent", billing: "unknown" } });
    expect(onError).toHaveBeenCalledOnce();
    const { error } = onError.mock.lastCall?.[0] ?? {};
    expect(error).toMatchObject({ kind: "transport", billing: "unknown" });
    expect(String(error) + JSON.stringify(error)).not.toContain(markedToken);
  });

  test("nothing of a call that the cache answers", async () => {
    const onRequest = vi.fn<OnRequest>();
    const { client } = arrange([{ onRequest }], { cache: { ttlMs: 60_000 } });
    await client.call(things, id);
    await client.call(things, id);
    expect(onRequest).toHaveBeenCalledOnce();
  });
});

describe("a middleware may", () => {
  test("add headers, on the request that it got or on a copy, and the token comes behind them", async () => {
    const asked: Record<string, unknown>[] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      asked.push({ url, ...init, sent: [...new Headers(init?.headers)] });
      return createReply(0);
    };
    const { client } = arrange(
      [
        { onRequest: ({ request }) => request.headers.set("x-first", "1") },
        {
          onRequest: ({ request }) =>
            new Request(request, { headers: { ...Object.fromEntries(request.headers), "x-second": "2" } }),
        },
      ],
      { fetch },
    );
    await client.call(things, id);
    await client.call("POST /things/v1", { text: "a" });
    expect(asked).toMatchObject([
      { url: `${baseUrl}/things/v1?id=1&token=${markedToken}`, method: "GET", redirect: "manual" },
      { url: `${baseUrl}/things/v1`, body: `text=a&token=${markedToken}`, redirect: "manual" },
    ]);
    expect(asked[0]?.["sent"]).toEqual([
      ["x-first", "1"],
      ["x-second", "2"],
    ]);
    expect(asked[1]?.["sent"]).toEqual([
      ["content-type", "application/x-www-form-urlencoded"],
      ["x-first", "1"],
      ["x-second", "2"],
    ]);
  });

  test("answer itself: then nothing is sent, nothing billed, nothing kept, and the envelope judged", async () => {
    const text = '{"code":0,"data":{"name":7048929565493690398},"requestId":"own"}';
    const { client, vendor, ledger, events } = arrange([{ onRequest: () => new Response(text) }], {
      cache: { ttlMs: 60_000 },
      budget: { maxCalls: 1 },
      prices: { [things]: "0.30" },
    });
    for (let times = 0; times < 3; times += 1) {
      const result = await client.try(things, id);
      expect(result).toMatchObject({
        ok: true,
        data: { name: "7048929565493690398" },
        meta: { billing: "unbilled", cached: false, requestId: "own", attempts: [{ code: 0, billing: "unbilled" }] },
      });
    }
    expect(vendor.asked).toHaveLength(0);
    expect(await ledger.unreconciled()).toEqual([]);
    expect(await client.sum()).toMatchObject({ spentCalls: 0, reservedCalls: 0 });
    expect(events.map(({ type }) => type)).not.toContain("billed");
  });

  test.each([
    ["a code", () => createReply(600), { kind: "api", code: 600 }],
    ["a page", () => new Response("<html>"), { kind: "protocol", reason: "not-json" }],
    ["no envelope", () => new Response("{}", { status: 500 }), { kind: "protocol", reason: "no-envelope" }],
    ["a redirect", () => Response.redirect("https://other.test"), { kind: "protocol", reason: "redirect" }],
    ["too much", () => new Response("x".repeat(2000)), { kind: "protocol", reason: "too-large" }],
    ["a body that was read", readResponse, { kind: "config" }],
    ["a body that breaks", () => new Response(breakingStream()), { kind: "config" }],
  ] as const)("answer itself with %s, which is told as such and costs nothing", async (_name, answer, expected) => {
    const { client, vendor } = arrange([{ onRequest: async () => answer() }], { maxResponseBytes: 1500 });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ ok: false, error: { ...expected, billing: "unbilled" } });
    expect(!result.ok && result.error.message).not.toMatch(/may have been|lost/);
    expect(vendor.asked).toHaveLength(0);
  });

  test("answer for the vendor, without its word: no door closes, no operation rests, and nothing was sent", async () => {
    const store = createMemoryLatchStore();
    for (const code of [100, 302, 303, 600, 601, 602]) {
      let asked = 0;
      const onRequest = (): Response | undefined => ((asked += 1) === 1 ? createReply(code) : undefined);
      const { client, events } = arrange([{ onRequest }], { retry: false, latches: { store } });
      const result = await client.try(things, id);
      expect(result).toMatchObject({
        error: { code, billing: "unbilled" },
        meta: { attempts: [{ code, isUnsent: true }] },
      });
      expect(store.read()).toEqual([]);
      expect(events.map(({ type }) => type)).toEqual(["attempt", "refused"]);
      await expect(client.try(things, id)).resolves.toMatchObject({ ok: true });
    }
  });

  test("answer for the balance, which then costs nothing", async () => {
    const balance = { balance: "1.50", currency: "CNY" };
    const answer = (): Response => createReply(0, { data: balance });
    const { client, ledger } = arrange([{ onRequest: answer }], { budget: { maxCalls: 1 } });
    for (let times = 0; times < 2; times += 1) {
      await expect(client.balance()).resolves.toMatchObject({ data: balance, meta: { billing: "unbilled" } });
    }
    expect(await ledger.unreconciled()).toEqual([]);
  });

  test("answer where no connection came about", async () => {
    const { client } = arrange([{ onError: () => createReply(0) }], { fetch: refuseConnection });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ ok: true, data, meta: { billing: "unbilled" } });
  });

  test("make other data of the reply, with integers whole and the bill as it is", async () => {
    const renamer: Middleware = {
      onResponse: async ({ response }) => {
        const text = await response.text();
        return new Response(text.replace("a thing", "another thing").replace("r-1", "r-2"), {
          headers: response.headers,
          status: 203,
        });
      },
    };
    const { client } = arrange([renamer, { onResponse: ({ response }) => new Response(response.body) }]);
    const result = await client.call(things, id);
    expect(result).toMatchObject({
      data: { name: "another thing" },
      meta: { billing: "billed", httpStatus: 200, requestId: "r-1" },
    });
  });

  test("read request and reply, and leave them for the others", async () => {
    const texts: string[] = [];
    const reader: Middleware = {
      onRequest: async ({ request }) => void texts.push(await request.text()),
      onResponse: async ({ response }) => {
        texts.push(await response.text());
        return response;
      },
    };
    const { client, vendor } = arrange([reader, { onRequest: ({ request }) => request }, reader]);
    await expect(client.call("POST /things/v1", { text: "a" })).resolves.toMatchObject({ data });
    expect(texts).toEqual(["text=a", "text=a", envelope(0, { data }), envelope(0, { data })]);
    expect(vendor.asked[0]?.parameters.get("text")).toBe("a");
  });

  test("do with the parameters what it likes: what is sent stays, in the next attempt as well", async () => {
    const vendor = createVendor(({ number }) => (number === 1 ? 301 : 0));
    const seen: string[] = [];
    const spoiler: Middleware = {
      onRequest: ({ params: { query = {} } }) => {
        seen.push(JSON.stringify(query));
        (query["tags"] as string[]).push("z"); // safe: a list was given
        Object.assign(query, { id: "2", token: "x" });
      },
    };
    const { client } = arrange([spoiler], { fetch: vendor.fetch });
    const tags = ["x"];
    await client.call(things, { id: "1", tags });
    expect(tags).toEqual(["x"]);
    expect(seen).toEqual(['{"id":"1","tags":["x"]}', '{"id":"1","tags":["x"]}']);
    expect(vendor.asked.map(({ parameters }) => `${parameters.get("id")} ${parameters.getAll("tags").join()}`)).toEqual(
      ["1 x", "1 x"],
    );
  });

  test("do nothing about a loss, or put something else in: the call's own error says what it cost", async () => {
    for (const onError of [() => undefined, () => new Error("mine"), () => ({}) as Response]) {
      const { client } = arrange([{ onError }], { fetch: lose });
      await expect(client.try(things, id)).resolves.toMatchObject({ error: { kind: "transport", billing: "unknown" } });
    }
  });
});

describe("a middleware may not", () => {
  const refused: readonly (readonly [string, OnRequest])[] = [
    ["change the host", ({ request }) => new Request(request.url.replace("vendor", "evil"), request)],
    ["change the protocol", ({ request }) => new Request(request.url.replace("https", "http"), request)],
    ["change the path", ({ request }) => new Request(request.url.replace("things", "people"), request)],
    ["add to the query", ({ request }) => new Request(`${request.url}&page=2`, request)],
    ["add a token", ({ request }) => new Request(`${request.url}&token=mine`, request)],
    ["change the method", ({ request }) => new Request(request, { method: "DELETE" })],
    ["set the host's header", ({ request }) => request.headers.set("host", "evil.test")],
    ["set a length", ({ request }) => request.headers.set("content-length", "1")],
    ["ask for a part", ({ request }) => request.headers.set("range", "bytes=0-1")],
    ["return what is neither", () => ({ url: "https://evil.test" }) as Request], // safe: to be refused
    [
      "throw",
      () => {
        throw new TypeError(`oh no ${markedToken}`);
      },
    ],
    ["reject with nothing", () => Promise.reject(undefined)], // oxlint-disable-line typescript/prefer-promise-reject-errors -- others' code does
    ["send with the client's fetch", async ({ request, options }) => options.fetch(request)],
  ];
  test.each(refused)("%s: refused by name, unsent and unbilled", async (_name, onRequest) => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const { client, ledger } = arrange([{ onResponse: () => undefined }, { onRequest }], { fetch });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled", retryable: false } });
    const { message } = (!result.ok && result.error) as Error; // safe: it was looked at just now
    expect(message).toMatch(/^GET \/things\/v1 was not sent: `middleware\[1\]\.onRequest` /);
    expect(message).not.toContain(markedToken);
    expect(fetch).not.toHaveBeenCalled();
    expect(await ledger.unreconciled()).toEqual([]);
    expect(result.meta.attempts).toHaveLength(1);
  });

  test("change a form", async () => {
    const { client, vendor } = arrange([
      { onRequest: ({ request }) => new Request(request, { method: "POST", body: "text=b" }) },
    ]);
    await expect(client.try("POST /things/v1", { text: "a" })).resolves.toMatchObject({ error: { kind: "config" } });
    expect(vendor.asked).toHaveLength(0);
  });

  test("lead the token to another server by a request that lies about itself", async () => {
    const evil = vi.fn<() => void>();
    const evilUrl = await startServer((_request, response) => {
      evil();
      response.end(envelope(0));
    });
    const asked: (string | undefined)[] = [];
    const ownUrl = await startServer((request, response) => {
      asked.push(request.url);
      response.end(envelope(0, { data }));
    });
    const onRequest: OnRequest = ({ request }) => {
      let looks = 0;
      const { url } = request;
      Object.defineProperty(request, "url", { get: () => ((looks += 1) > 1 ? evilUrl : url) });
      return request;
    };
    await createTestClient({ baseUrl: ownUrl, middleware: [{ onRequest }] }).try(things, id);
    expect(evil).not.toHaveBeenCalled();
    expect(asked).toEqual([`/things/v1?id=1&token=${markedToken}`]);
  });

  const spoiled: readonly (readonly [string, OnResponse])[] = [
    ["throw", () => Promise.reject(new Error("oh no"))],
    ["return what is no reply", () => ({ status: 200 }) as Response], // safe: to be refused
    ["put a failure in place of a success", () => createReply(301)],
    ["put a page in its place", () => new Response("<html>")],
    ["put too much in its place", () => new Response("x".repeat(3000))],
    ["put a body in its place that was read", () => readResponse()],
    ["send with the client's fetch", async ({ request, options }) => options.fetch(request)],
  ];
  test.each(spoiled)(
    "%s after the reply: refused by name, billed, and the data is there",
    async (_name, onResponse) => {
      const { client, vendor, ledger, events } = arrange([{ onResponse }], { maxResponseBytes: 2000 });
      const result = await client.try(things, id);
      expect(result).toMatchObject({
        ok: false,
        error: { kind: "config", billing: "billed", retryable: false },
        meta: { billing: "billed", httpStatus: 200, requestId: "r-1", attempts: [{ code: 0, billing: "billed" }] },
      });
      const error = (!result.ok && result.error) as ConfigError; // safe: it was looked at just now
      expect(error.data).toEqual(data);
      expect(error.message).toMatch(/^GET \/things\/v1 failed: `middleware\[0\]\.onResponse` /);
      expect(JSON.stringify(error)).not.toContain("a thing");
      expect(vendor.asked).toHaveLength(1);
      expect(await ledger.usage()).toMatchObject([{ spentCalls: 1 }]);
      expect(events.map(({ type }) => type)).toContain("billed");
    },
  );

  test("take the data from identical calls that share the request", async () => {
    const { client, vendor } = arrange([{ onResponse: () => Promise.reject(new Error("oh no")) }]);
    const results = await Promise.all([client.try(things, id), client.try(things, id)]);
    expect(vendor.asked).toHaveLength(1);
    expect(results.map((result) => result.error?.data)).toEqual([data, data]);
    expect(results.map(({ meta }) => meta.billing).toSorted()).toEqual(["billed", "unbilled"]);
  });

  test("hide what dooms every later call", async () => {
    for (const onResponse of [() => createReply(0), () => Promise.reject(new Error("oh no"))]) {
      const vendor = createVendor(() => 601);
      const { client } = arrange([{ onResponse }], { fetch: vendor.fetch });
      await expect(client.try(things, id)).resolves.toMatchObject({ error: { kind: "config", billing: "unbilled" } });
      await expect(client.try(things, id)).resolves.toMatchObject({ error: { kind: "api", code: 601 } });
      expect(vendor.asked).toHaveLength(1);
    }
  });

  test.each([
    ["throw", () => Promise.reject(new Error("oh no"))],
    ["answer", () => createReply(0)],
  ] as const)("%s for what got lost: the loss says what it cost", async (_name, onError) => {
    const { client, ledger } = arrange([{ onError }], { fetch: lose });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ error: { kind: "config", billing: "unknown", cause: { kind: "transport" } } });
    expect(!result.ok && result.error.message).toMatch(/`middleware\[0\]\.onError` /);
    expect(await ledger.unreconciled()).toHaveLength(1);
  });
});

describe("the limits hold", () => {
  test("for one that never lets a request go: unbilled, and not tried again", async () => {
    const { client, vendor } = arrange([{ onRequest: never }], { timeoutMs: 20 });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ error: { kind: "timeout", billing: "unbilled" }, meta: { attempts: [{}] } });
    expect(!result.ok && result.error.message).toContain("`middleware[0].onRequest`");
    expect(vendor.asked).toHaveLength(0);
  });

  test("for one that lets it go too late: it is not sent then", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const fetch = vi.fn<typeof globalThis.fetch>();
    const { client } = arrange([{ onRequest: () => promise }], { timeoutMs: 20, fetch });
    await client.try(things, id);
    resolve();
    await new Promise((go) => setImmediate(go));
    expect(fetch).not.toHaveBeenCalled();
  });

  test("for one that never lets a reply go: billed, and the data is there", async () => {
    const { client } = arrange([{ onResponse: never }], { timeoutMs: 20 });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ error: { kind: "timeout", billing: "billed" }, meta: { attempts: [{ code: 0 }] } });
    expect(!result.ok && result.error.data).toEqual(data);
    expect(!result.ok && result.error.message).toContain("`middleware[0].onResponse`");
  });

  test("for a reply that never ends, though it is whole: data that nobody could change is no result", async () => {
    const vendor = createVendor(() => new Response(endless(envelope(0, { data }))));
    const { client } = arrange([{ onResponse: () => undefined }], { fetch: vendor.fetch, timeoutMs: 20 });
    const result = await client.try(things, id);
    expect(result).toMatchObject({ error: { kind: "timeout", billing: "billed" } });
    expect(!result.ok && result.error.data).toEqual(data);
    const other = arrange([{ onRequest: () => undefined }], { fetch: vendor.fetch, timeoutMs: 20 });
    await expect(other.client.try(things, id)).resolves.toMatchObject({ ok: true, data });
  });

  test("for an answer that never ends", async () => {
    const { client } = arrange([{ onRequest: () => new Response(endless(envelope(0))) }], { timeoutMs: 20 });
    await expect(client.try(things, id)).resolves.toMatchObject({ error: { kind: "timeout", billing: "unbilled" } });
  });

  test("whatever signal it puts into the request", async () => {
    const own = new AbortController();
    const onRequest: OnRequest = ({ request }) => new Request(request, { signal: own.signal });
    const vendor = createVendor(({ signal }) => {
      own.abort();
      expect(signal?.aborted).toBe(false);
      return 0;
    });
    const { client } = arrange([{ onRequest }], { fetch: vendor.fetch });
    await expect(client.call(things, id)).resolves.toMatchObject({ data });
    const hung = arrange([{ onRequest }], { fetch: never, timeoutMs: 20 });
    await expect(hung.client.try(things, id)).resolves.toMatchObject({
      error: { kind: "timeout", billing: "unknown" },
    });
  });

  test("for a caller that gives up while a middleware works", async () => {
    const controller = new AbortController();
    const hold = (): Promise<never> => {
      controller.abort();
      return never();
    };
    const before = arrange([{ onRequest: hold }]);
    const result = await before.client.try(things, id, { signal: controller.signal });
    expect(result).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    const late = new AbortController();
    const after = arrange([{ onResponse: () => (late.abort(), never()) }]);
    const second = await after.client.try(things, id, { signal: late.signal });
    expect(second).toMatchObject({ error: { kind: "aborted", billing: "billed" } });
  });
});

test.each([[{}], [undefined], [{ onRequest: 5 }], ["text"]])("what is no middleware is refused: %o", (one) => {
  expect(() => arrange([pass(one as object)])).toThrow(ConfigError); // safe: to be refused
});

function never(): Promise<never> {
  return new Promise(() => {});
}

function readResponse(): Response {
  const response = createReply(0);
  void response.text();
  return response;
}

function endless(text: string): ReadableStream {
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) });
}

function breakingStream(): ReadableStream {
  return new ReadableStream({ pull: (controller) => controller.error(new Error("broken")) });
}
