import { inspect } from "node:util";
import { type ClientEvent, ConfigError } from "@just-one/core";
import { createMemoryLedger } from "@just-one/core/lean";
import { createPooledFetch, type PooledFetchOptions } from "@just-one/core/node";
import { Agent, type Dispatcher, MockAgent, Pool, ProxyAgent } from "undici";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { envelope } from "./support/replies.ts";
import { startProxy } from "./support/start-proxy.ts";
import { startServer, startSocketServer } from "./support/start-server.ts";

const variables = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];
// No name that a resolver knows: who gets there went by way of the proxy.
const elsewhere = "http://vendor.invalid";

beforeEach(() => {
  for (const name of variables.flatMap((one) => [one, one.toLowerCase()])) vi.stubEnv(name, undefined);
});
afterEach(() => void vi.unstubAllEnvs());

/** The ways in which a pool comes to use a proxy. */
const ways: readonly [string, (url: string) => Promise<PooledFetchOptions> | PooledFetchOptions][] = [
  ["as an option", (proxy) => ({ proxy })],
  ["with undici's options", (uri) => ({ proxy: { uri } })],
  ["from the environment", (url) => (vi.stubEnv("HTTP_PROXY", url), vi.stubEnv("https_proxy", url), {})],
  ["in a dispatcher of the caller's", (uri) => ({ dispatcher: own(new ProxyAgent({ uri, proxyTunnel: true })) })],
];

describe.each(ways)("with a proxy %s", (_way, choose) => {
  test("a call goes through a tunnel of its", async () => {
    const { baseUrl, requests } = await startVendor();
    const proxy = await startProxy(baseUrl);
    const { client } = await arrange(elsewhere, await choose(proxy.url));
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({ ok: true, meta: { billing: "billed" } });
    expect(proxy.asked).toEqual(["vendor.invalid:80"]);
    expect(requests).toHaveLength(1);
  });

  test.each(["407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway", undefined])(
    "that answers CONNECT with %s a call is unbilled and tried again",
    async (status) => {
      const proxy = await startProxy(elsewhere, (socket) => {
        if (status === undefined) socket.destroy();
        else socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`);
      });
      for (const baseUrl of [elsewhere, "https://vendor.invalid"]) {
        const { client, ledger } = await arrange(baseUrl, await choose(proxy.url));
        expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject(unsent);
        expect(await ledger.unreconciled()).toEqual([]);
      }
      expect(proxy.asked).toHaveLength(6);
    },
  );

  test("whose tunnel ends in the TLS handshake a call is unbilled and tried again", async () => {
    const target = await startSocketServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const proxy = await startProxy(target);
    const { client } = await arrange("https://vendor.invalid", await choose(proxy.url));
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject(unsent);
    expect(proxy.asked).toHaveLength(3);
  });

  test("that is gone a call is unbilled and tried again", async () => {
    const { client } = await arrange(elsewhere, await choose("http://127.0.0.1:1"));
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject(unsent);
  });

  test("that has opened no tunnel when the time is over a call is unbilled", async () => {
    const proxy = await startProxy(elsewhere, () => undefined);
    const { client } = await arrange(elsewhere, await choose(proxy.url), { timeoutMs: 60 });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({
      error: { kind: "timeout", billing: "unbilled", meta: { attempts: [{}, {}, {}] } },
    });
  });

  test("a call that is given up after it went through the tunnel may have been billed", async () => {
    const baseUrl = await startServer(() => undefined);
    const proxy = await startProxy(baseUrl);
    const { client } = await arrange(elsewhere, await choose(proxy.url), { timeoutMs: 1000 });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({
      error: { kind: "timeout", billing: "unknown", meta: { attempts: [{}] } },
    });
  });

  test("a connection that is lost after the call went through the tunnel may have been billed", async () => {
    const baseUrl = await startSocketServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const proxy = await startProxy(baseUrl);
    const { client } = await arrange(elsewhere, await choose(proxy.url));
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({
      error: { kind: "transport", phase: "sent", billing: "unknown", meta: { attempts: [{}] } },
    });
  });
});

describe("a proxy", () => {
  test("that says nothing to CONNECT is given up after the time to connect", async () => {
    const proxy = await startProxy(elsewhere, () => undefined);
    const { client } = await arrange(elsewhere, { proxy: proxy.url, connectTimeoutMs: 50 });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject(unsent);
  });

  test("of the environment is passed by for this machine, and one that is asked for is not", async () => {
    const { baseUrl, requests } = await startVendor();
    const proxy = await startProxy(baseUrl);
    vi.stubEnv("HTTP_PROXY", proxy.url);
    for (const options of [{}, { proxy: false } as const, { proxy: proxy.url }]) {
      const { client } = await arrange(baseUrl, options);
      expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({ ok: true });
    }
    expect(requests).toHaveLength(3);
    expect(proxy.asked).toEqual([new URL(baseUrl).host]);
  });

  test("of the environment is not used with `proxy: false`, and not for what NO_PROXY names", async () => {
    const proxy = await startProxy(elsewhere);
    vi.stubEnv("http_proxy", proxy.url);
    const { client } = await arrange(elsewhere, { proxy: false });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject(unsent);
    vi.stubEnv("no_proxy", ".invalid");
    const { client: other } = await arrange(elsewhere, {});
    expect(await other.try("GET /things/v1", { id: "1" })).toMatchObject(unsent);
    expect(proxy.asked).toEqual([]);
  });

  test("gets its user and password, and nobody else does, whatever happens", async () => {
    const { baseUrl } = await startVendor();
    const secret = "marked-secret";
    const opens = await startProxy(baseUrl);
    const refuses = await startProxy(baseUrl, (socket) => socket.end("HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n"));
    const told: unknown[] = [];
    for (const { url } of [opens, refuses, { url: "http://127.0.0.1:1" }]) {
      const proxy = url.replace("//", `//user:${secret}@`);
      const { client, fetch } = await arrange(elsewhere, { proxy }, { onEvent: (event) => told.push(event) });
      told.push(client, fetch, await client.try("GET /things/v1", { id: "1" }));
    }
    expect(opens.credentials).toEqual([`Basic ${btoa(`user:${secret}`)}`]);
    expect(refuses.credentials).toHaveLength(3);
    const text = inspect(told, { depth: 20, showHidden: true }) + JSON.stringify(told);
    expect(text).toContain("HTTP 407");
    expect(text).not.toMatch(new RegExp(`${secret}|${btoa(`user:${secret}`)}`));
  });

  test.each([
    "socks5://user:marked-secret@proxy.example",
    "http://user:marked-secret%zz@proxy.example",
    "http://user:marked-secret@",
  ])("that cannot be one is refused without being quoted: %s", async (proxy) => {
    for (const options of [{ proxy }, { proxy: { uri: proxy } }]) {
      const refusal: unknown = await createPooledFetch(options).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ConfigError);
      expect(inspect(refusal, { depth: 9, showHidden: true })).not.toContain("marked-secret");
    }
  });

  test("that forwards plain http and says 407 leaves a call of unknown billing: it has had the request", async () => {
    const proxy = await startProxy(elsewhere);
    const { client } = await arrange(elsewhere, { proxy: { uri: proxy.url, proxyTunnel: false } });
    const result = await client.try("GET /things/v1", { id: "1" });
    expect(result).toMatchObject({ error: { billing: "unknown", meta: { attempts: [{}] } } });
    expect(proxy.asked).toEqual([expect.stringMatching(/^http:\/\/vendor\.invalid\/things\/v1\?/)]);
  });
});

describe("with a dispatcher of the caller's", () => {
  test.each([
    ["an agent", () => new Agent({ connections: 1 }), "unbilled"],
    ["a pool", (baseUrl: string) => new Pool(baseUrl, { connections: 1 }), "unbilled"],
    [
      "an agent with something around it",
      () => new Agent({ connections: 1 }).compose((dispatch) => dispatch),
      "unknown",
    ],
    ["one that sends by itself", sendByItself, "unknown"],
  ])(
    "%s: a call that runs out of time before it is said to have left is as good as proven",
    async (_what, create, billing) => {
      let arrived = 0;
      const baseUrl = await startServer(() => void (arrived += 1));
      const dispatcher = own(create(baseUrl));
      const first = await arrange(baseUrl, { dispatcher }, { timeoutMs: 60_000, retry: false });
      const waiting = first.client.try("GET /things/v1", { id: "1" });
      await vi.waitFor(() => expect(arrived).toBe(1));
      const { client } = await arrange(baseUrl, { dispatcher }, { timeoutMs: 1000, retry: false });
      expect(await client.try("GET /things/v1", { id: "2" })).toMatchObject({ error: { kind: "timeout", billing } });
      void waiting;
    },
  );

  test("one that sends again is not believed that nothing was sent, when only the last time failed before", async () => {
    const baseUrl = await startSocketServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const inner = own(new Agent());
    const dispatch: Dispatcher["dispatch"] = (options, handler) =>
      inner.dispatch(options, {
        ...forward(handler),
        // A second time, to where nobody listens.
        onResponseError: () => void inner.dispatch({ ...options, origin: "http://127.0.0.1:1" }, handler),
      });
    const { client } = await arrange(baseUrl, { dispatcher: Object.assign(own(new Agent()), { dispatch }) });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({
      error: { phase: "sent", billing: "unknown", meta: { attempts: [{}] } },
    });
  });

  test("one that mocks is enough for a test", async () => {
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    dispatcher
      .get(elsewhere)
      .intercept({ path: () => true })
      .reply(200, envelope(0));
    const { client } = await arrange(elsewhere, { dispatcher });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({ ok: true });
  });

  test.each([
    ["an error", new Error("no dispatch today")],
    ["what is none", "no dispatch today"],
  ])("one that throws %s ends its call, and no process", async (_what, thrown) => {
    const dispatcher = own(new Agent());
    dispatcher.dispatch = () => {
      throw thrown;
    };
    const { client } = await arrange(elsewhere, { dispatcher });
    const result = await client.try("GET /things/v1", { id: "1" }, { signal: new AbortController().signal });
    expect(result).toMatchObject({ error: { kind: "transport", phase: "sent", billing: "unknown" } });
    await new Promise(setImmediate); // an unhandled rejection would fail the run here
  });

  test("it stays the caller's to close", async () => {
    const { baseUrl } = await startVendor();
    const dispatcher = own(new Agent());
    const { fetch } = await arrange(baseUrl, { dispatcher });
    await fetch.close();
    const { client } = await arrange(baseUrl, { dispatcher });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({ ok: true });
  });

  test.each([
    [{ proxy: "http://proxy.example" }, "`proxy`"],
    [{ tls: {} }, "`tls`"],
    [{ maxConnections: 5 }, "`maxConnections`"],
  ])("settings that are the dispatcher's are refused: %j", async (options, name) => {
    await expect(createPooledFetch({ dispatcher: own(new Agent()), ...options })).rejects.toThrow(name);
  });

  test("what is none is refused", async () => {
    // Safe: what callers without types may give.
    await expect(createPooledFetch({ dispatcher: {} as Dispatcher })).rejects.toThrow("must have a method `dispatch`");
  });
});

const unsent = {
  ok: false,
  error: {
    kind: "transport",
    phase: "connect",
    billing: "unbilled",
    retryable: true,
    meta: { attempts: [{}, {}, {}] },
  },
};

type ClientOptions = Parameters<typeof createTestClient>[0] & { onEvent?: (event: ClientEvent) => void };

async function arrange(baseUrl: string, options: PooledFetchOptions, more: ClientOptions = {}) {
  const fetch = await createPooledFetch(options);
  onTestFinished(() => void fetch.close());
  const ledger = createMemoryLedger();
  const budget = { maxCalls: 1 };
  const client = createTestClient({ baseUrl, allowInsecureHttp: true, fetch, ledger, budget, ...more });
  return { fetch, ledger, client };
}

async function startVendor(): Promise<{ baseUrl: string; requests: string[] }> {
  const requests: string[] = [];
  const baseUrl = await startServer((request, response) => {
    requests.push(request.url ?? "");
    response.end(envelope(0));
  });
  return { baseUrl, requests };
}

function own<T extends Dispatcher>(dispatcher: T): T {
  onTestFinished(() => dispatcher.destroy());
  return dispatcher;
}

/** Sends at once, and tells nobody that it has. */
function sendByItself(): Dispatcher {
  return Object.assign(new Agent(), {
    dispatch: ({ origin, path }: Dispatcher.DispatchOptions) => {
      void fetch(`${String(origin)}${path}`, { signal: AbortSignal.timeout(500) }).catch(() => undefined);
      return true;
    },
  });
}

/** All that undici tells, but for errors. */
function forward(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
  };
}
