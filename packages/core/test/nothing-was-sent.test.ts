import { execFile } from "node:child_process";
import https from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import { promisify } from "node:util";
import { TransportError } from "@just-one/core";
import { createMemoryLedger } from "@just-one/core/lean";
import { createPooledFetch, type PooledFetch } from "@just-one/core/node";
import { fetch as undiciFetch, ProxyAgent } from "undici";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { envelope } from "./support/replies.ts";
import { startServer, startSocketServer } from "./support/start-server.ts";

let pooled: PooledFetch;
beforeAll(async () => {
  pooled = await createPooledFetch();
});
afterAll(() => pooled.close());

const senders: readonly [string, () => typeof fetch][] = [
  ["the built-in fetch", () => globalThis.fetch],
  ["a wrapper around it", () => (input, init) => globalThis.fetch(input, init)],
  ["the pool", () => pooled],
];

const plainText = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n";
const alert = (description: number): Buffer => Buffer.from([21, 3, 3, 0, 2, 2, description]);
const handshakes: readonly [string, (socket: Socket) => void][] = [
  ["ends", (socket) => socket.end()],
  ["is reset", (socket) => socket.resetAndDestroy()],
  ["meets plain text", (socket) => socket.end(plainText)],
  ["meets the alert handshake_failure", (socket) => socket.end(alert(40))],
  ["meets the alert protocol_version", (socket) => socket.end(alert(70))],
  ["meets the alert internal_error", (socket) => socket.end(alert(80))],
  ["meets the alert unrecognized_name", (socket) => socket.end(alert(112))],
];

describe.each(senders)("over %s a call is unbilled and tried again when", (_name, choose) => {
  test.each(handshakes)("TLS %s in the handshake", async (_what, act) => {
    const baseUrl = await startSocketServer((socket) => socket.once("data", () => act(socket)));
    expect(await callOnce({ baseUrl: baseUrl.replace("http:", "https:"), fetch: choose() })).toMatchObject(asUnsent);
  });

  test("no address of the server takes connections", async () => {
    const baseUrl = await startSocketServer(() => undefined);
    const port = Number(new URL(baseUrl).port);
    // Of the same number on another address of this machine, where nobody listens.
    expect(await callOnce({ baseUrl: `http://127.0.0.2:${port}`, fetch: choose() })).toMatchObject(asUnsent);
  });
});

describe("through a proxy a call is unbilled and tried again when", () => {
  test.each([
    ["407 Proxy Authentication Required", "was refused by the proxy with HTTP 407; nothing was sent"],
    ["403 Forbidden", "was refused by the proxy with HTTP 403; nothing was sent"],
    ["502 Bad Gateway", "was refused by the proxy with HTTP 502; nothing was sent"],
    [undefined, "could not reach the server; nothing was sent"],
  ])("it answers CONNECT with %s", async (status, words) => {
    const { asked, fetch } = await arrangeProxy(undiciFetch, (socket) => {
      if (status === undefined) socket.destroy();
      else socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`);
    });
    const outcome = await callOnce({ baseUrl: "https://vendor.invalid", fetch });
    expect(outcome).toMatchObject({ ...asUnsent, message: expect.stringContaining(words) });
    expect(asked).toHaveLength(3);
  });

  test("the built-in fetch has been given an undici for it that it cannot talk to", async () => {
    const { fetch } = await arrangeProxy(globalThis.fetch, (socket) => socket.destroy());
    expect(await callOnce({ baseUrl: "https://vendor.invalid", fetch })).toMatchObject(asUnsent);
  });
});

test("a pool that is closed leaves a call unbilled", async () => {
  const own = await createPooledFetch();
  await own.close();
  expect(await callOnce({ baseUrl: "http://127.0.0.1:1", fetch: own })).toMatchObject(asUnsent);
});

test.skipIf(process.platform === "win32")("a process that may open no more files leaves a call unbilled", async () => {
  const script = new URL("support/pool/without-files.ts", import.meta.url).pathname;
  const command = `ulimit -n 200 && exec "$0" --conditions=@just-one/source "$1"`;
  const { stdout } = await promisify(execFile)("sh", ["-c", command, process.execPath, script]);
  expect(stdout).toBe("EMFILE unbilled 3\n".repeat(2));
});

describe("a call that is given up is unbilled", () => {
  test("while it waits in the pool for a connection, and is tried again after a time-out", async () => {
    const { client, ledger, requests } = await arrangeBusyPool();
    const result = await client.try("GET /things/v1", { id: "2" }, { timeoutMs: 30 });
    expect(result).toMatchObject({
      error: { kind: "timeout", scope: "attempt", billing: "unbilled", retryable: true },
    });
    expect(result.meta.attempts.map(({ billing }) => billing)).toEqual(["unbilled", "unbilled", "unbilled"]);
    expect(requests).toHaveLength(1);
    expect(await ledger.unreconciled()).toEqual([]);
  });

  test("while it waits in the pool, at its deadline", async () => {
    const { client, requests } = await arrangeBusyPool();
    const result = await client.try("GET /things/v1", { id: "2" }, { deadlineMs: 30 });
    expect(result).toMatchObject({ error: { kind: "timeout", scope: "deadline", billing: "unbilled" } });
    expect(requests).toHaveLength(1);
  });

  test("while it waits in the pool, by its caller", async () => {
    const { client, requests, finish } = await arrangeBusyPool();
    const stop = new AbortController();
    const call = client.try("GET /things/v1", { id: "2" }, { signal: stop.signal });
    await new Promise(setImmediate);
    stop.abort();
    expect(await call).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    finish();
    await client.call("GET /things/v1", { id: "3" });
    expect(requests.map((url) => new URL(url, "http://x").searchParams.get("id"))).toEqual(["1", "3"]);
  });

  test("before the handshake ended", async () => {
    const baseUrl = await startSocketServer(() => undefined);
    const client = createTestClient({ baseUrl: baseUrl.replace("http:", "https:"), fetch: pooled, timeoutMs: 100 });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({
      error: { kind: "timeout", billing: "unbilled", meta: { attempts: [{}, {}, {}] } },
    });
  });
});

describe("a call may have been billed when", () => {
  test("it is given up after the pool has sent it", async () => {
    const baseUrl = await startServer(() => undefined);
    const client = createTestClient({ baseUrl, fetch: pooled, timeoutMs: 1000 });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({
      error: { kind: "timeout", billing: "unknown", meta: { attempts: [{}] } },
    });
  });

  test("it is given up while a caller's own fetch has the pool's under it, which may have sent it elsewhere before", async () => {
    const { baseUrl, fetch } = await arrangeBusyPool();
    const client = createTestClient({ baseUrl, fetch: (input, init) => fetch(input, init), timeoutMs: 1000 });
    expect(await client.try("GET /things/v1", { id: "2" })).toMatchObject({ error: { billing: "unknown" } });
  });

  test("a fetch of the caller's ends it, for a reason that has ended one before which was not sent", async () => {
    const reason = new Error("shut down");
    const stop = new AbortController();
    const baseUrl = await startServer((request, response) => {
      if (request.url === "/") response.end();
      else stop.abort(reason);
    });
    await pooled(baseUrl, { signal: AbortSignal.abort(reason) }).catch(() => undefined);
    await pooled(baseUrl); // goes when that one has
    const client = createTestClient({
      baseUrl,
      fetch: (input, init) => pooled(input, { ...init, signal: stop.signal }),
    });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({
      error: { billing: "unknown", meta: { attempts: [{}] } },
    });
  });

  test("a fetch of the caller's has sent it on two ways, and only one of them failed before", async () => {
    const lost = await startSocketServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const refused = (await startSocketServer((socket) => socket.once("data", () => socket.end()))).replace(
      "http",
      "https",
    );
    const fetch = (): Promise<Response> => Promise.any([pooled(lost), pooled(refused), globalThis.fetch(refused)]);
    const client = createTestClient({ fetch });
    expect(await client.try("GET /things/v1", { id: "1" })).toMatchObject({
      error: { phase: "sent", billing: "unknown", meta: { attempts: [{}] } },
    });
  });

  test("plain text comes into TLS after the request, over a fetch made of node:https", async () => {
    let requests = 0;
    const baseUrl = await startSocketServer((socket) => {
      const secure = new tls.TLSSocket(socket, { isServer: true, secureContext: anonymous() });
      secure.on("error", () => undefined);
      secure.once("data", () => {
        requests += 1;
        socket.write(plainText);
      });
    });
    const ledger = createMemoryLedger();
    const fetch = fetchOverHttps;
    const client = createTestClient({
      baseUrl: baseUrl.replace("http:", "https:"),
      fetch,
      ledger,
      budget: { maxCalls: 1 },
    });
    const result = await client.try("GET /things/v1", { id: "1" });
    expect(result).toMatchObject({ error: { kind: "transport", phase: "sent", billing: "unknown" } });
    expect(await client.try("GET /things/v1", { id: "2" })).toMatchObject({ error: { kind: "budget" } });
    expect(requests).toBe(1);
    expect(await ledger.unreconciled()).toHaveLength(1);
  });
});

const asUnsent = { phase: "connect", billing: "unbilled", retryable: true, attempts: 3, reserved: 0 };

async function callOnce(options: { baseUrl: string; fetch: typeof fetch }) {
  const ledger = createMemoryLedger();
  const client = createTestClient({ ...options, ledger, budget: { maxCalls: 1 } });
  const error: unknown = await client.call("GET /things/v1", { id: "1" }).catch((reason: unknown) => reason);
  if (!(error instanceof TransportError)) throw new Error("the connection did not fail");
  const reserved = (await ledger.unreconciled()).length;
  const { phase, billing, retryable, message, meta } = error;
  return { phase, billing, retryable, message, attempts: meta.attempts.length, reserved };
}

/** A proxy that does something to those who ask for a tunnel, and a `fetch` that goes there; the asked are listed. */
async function arrangeProxy(
  send: typeof undiciFetch | typeof fetch,
  act: (socket: Duplex) => void,
): Promise<{ asked: string[]; fetch: typeof fetch }> {
  const asked: string[] = [];
  const url = await startServer(
    () => undefined,
    (server) =>
      server.on("connect", (request, socket) => {
        asked.push(request.url ?? "");
        act(socket);
      }),
  );
  const dispatcher = new ProxyAgent(url);
  onTestFinished(() => dispatcher.destroy());
  // Safe: the two differ in types only.
  const fetch = send as typeof globalThis.fetch;
  return { asked, fetch: (input, init) => fetch(input, { ...init, dispatcher } as RequestInit) };
}

/** One connection, and the first call has it. */
async function arrangeBusyPool() {
  const narrow = await createPooledFetch({ maxConnections: 1 });
  onTestFinished(() => void narrow.close());
  const requests: string[] = [];
  const first = Promise.withResolvers<() => void>();
  const baseUrl = await startServer((request, response) => {
    requests.push(request.url ?? "");
    if (requests.length === 1) first.resolve(() => response.end(envelope(0)));
    else response.end(envelope(0));
  });
  const ledger = createMemoryLedger();
  const client = createTestClient({ baseUrl, fetch: narrow, ledger });
  const call = client.try("GET /things/v1", { id: "1" });
  const finish = await first.promise;
  onTestFinished(async () => {
    finish();
    await call;
  });
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  return { client, ledger, requests, finish, baseUrl, fetch: narrow };
}

/** TLS without certificates, which is enough between a test and itself. */
const withoutCertificates = { ciphers: "ADH-AES256-GCM-SHA384:@SECLEVEL=0", maxVersion: "TLSv1.2" } as const;

function anonymous(): tls.SecureContext {
  return tls.createSecureContext({ ...withoutCertificates, dhparam: "auto" });
}

function fetchOverHttps(input: string | URL | Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    const options = { ...withoutCertificates, rejectUnauthorized: false, agent: false as const };
    https
      // Safe: a client passes texts.
      .request(input as string, options, (reply) => resolve(new Response(null, { status: reply.statusCode ?? 0 })))
      .on("error", reject)
      .end();
  });
}
