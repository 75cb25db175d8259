import { getEventListeners, once } from "node:events";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { brotliCompressSync, createGunzip, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { createPooledFetch, type PooledFetch } from "@just-one/core/node";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { ReplyBody } from "../src/node/reply-body.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { type Arranged, failures } from "./support/failures.ts";
import { findSecret } from "./support/find-secret.ts";
import { envelope } from "./support/replies.ts";
import { runFailure } from "./support/run-failure.ts";
import { startServer, startSocketServer } from "./support/start-server.ts";

let pooled: PooledFetch;

beforeAll(async () => {
  pooled = await createPooledFetch();
});

afterAll(() => pooled.close());

describe("over the pool, a call that meets", () => {
  test.each(failures)("$name ends as it does over the built-in fetch", async (failure) => {
    const arrange = async (token: string): Promise<Arranged> => ({ fetch: pooled, ...(await failure.arrange(token)) });
    const token = `marked+token/for=tests%&"中'`;
    const result = await runFailure({ ...failure, arrange }, token);

    expect(result).toMatchObject({ ok: false, error: failure.expected });
    expect(result.meta.httpStatus).toBe(failure.httpStatus);
    expect(result.meta.attempts).toHaveLength(failure.attempts ?? 1);
    expect(findSecret(result, token)).toEqual([]);
  });
});

test("what waits for a connection when the pool is stopped is never sent nor billed, and what has left goes on", async () => {
  const answers: (() => void)[] = [];
  const baseUrl = await startServer((_request, response) => void answers.push(() => response.end(envelope(0))));
  const stop = new AbortController();
  const pool = await createPooledFetch({ maxConnections: 1, stop: stop.signal });
  onTestFinished(() => pool.close());
  const client = createTestClient({ baseUrl, fetch: pool });
  const sent = client.try("GET /things/v1", { id: "sent" });
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const waits = client.try("GET /things/v1", { id: "waits" });
  await new Promise(setImmediate); // it is in the pool's line
  stop.abort();
  expect(await waits).toMatchObject({ ok: false, error: { kind: "transport", billing: "unbilled" } });
  expect(await client.try("GET /things/v1", { id: "late" })).toMatchObject({ error: { billing: "unbilled" } });
  answers[0]?.();
  expect(await sent).toMatchObject({ ok: true });
  expect(answers).toHaveLength(1);
});

test("a form goes into the body, and the token with it", async () => {
  const seen: string[] = [];
  const baseUrl = await startServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers["content-type"]}`);
    request.setEncoding("utf8").on("data", (chunk) => seen.push(chunk));
    request.on("end", () => response.end(envelope(0)));
  });
  const client = createTestClient({ baseUrl, fetch: pooled, token: "marked-token-for-tests" });
  await client.call("POST /things/v1", { text: "中 &=" });
  expect(seen).toEqual([
    "POST /things/v1 application/x-www-form-urlencoded",
    "text=%E4%B8%AD%20%26%3D&token=marked-token-for-tests",
  ]);
});

test.each([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
  ["identity", (bytes: Buffer) => bytes],
])("a reply encoded as %s is read", async (encoding, encode) => {
  const data = { name: "中".repeat(200_000) };
  const body = encode(Buffer.from(envelope(0, { data })));
  const baseUrl = await startServer((_request, response) => {
    response.writeHead(200, { "content-encoding": encoding }).end(body);
  });
  const reply = await createTestClient({ baseUrl, fetch: pooled }).call("GET /things/v1", { id: "1" });
  expect(reply.data).toEqual(data);
});

test("a small reply that unpacks to a huge one is refused, and its connection given up", async () => {
  const body = gzipSync(Buffer.alloc(50_000_000, "x"));
  let socket: Socket | undefined;
  const baseUrl = await startServer((request, response) => {
    ({ socket } = request);
    response.writeHead(200, { "content-encoding": "gzip" });
    response.write(body); // and no end: whoever waits for it waits for ever
  });
  const client = createTestClient({ baseUrl, fetch: pooled, maxResponseBytes: 1_000_000 });
  const result = await client.try("GET /things/v1", { id: "1" });
  expect(result).toMatchObject({ ok: false, error: { kind: "protocol", reason: "too-large" } });
  await waitForClose(socket);
});

test("a reply that nobody reads is held up on its way instead of filling memory", async () => {
  const asked: string[] = [];
  const note = (what: string) => (): void => void asked.push(what);
  const body = new ReplyBody({ pause: note("pause"), resume: note("resume"), abort: note("abort") });
  for (let index = 0; index < 4; index += 1) body.push(new Uint8Array(20_000));
  expect(asked).toEqual(["pause"]);
  await body.read();
  expect(asked).toEqual(["pause", "resume"]);
  await body.cancel();
  expect(asked).toEqual(["pause", "resume", "abort"]);
});

test("a packed reply that is read late comes whole, held up in between", async () => {
  const pause = vi.spyOn(Readable.prototype, "pause");
  onTestFinished(() => pause.mockRestore());
  const baseUrl = await startServer((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(1_000_000, "x")));
  });
  const { body } = await pooled(baseUrl);
  await vi.waitFor(() =>
    expect(pause.mock.contexts.some((stream) => stream instanceof createGunzip().constructor)).toBe(true),
  );
  let bytes = 0;
  const reader = body?.getReader();
  for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
    bytes += chunk.value.byteLength;
  }
  expect(bytes).toBe(1_000_000);
});

test("early hints are passed over", async () => {
  const baseUrl = await startServer((_request, response) => {
    response.writeEarlyHints({ link: "</a>; rel=preload" }, () => response.end(envelope(0)));
  });
  const { meta } = await createTestClient({ baseUrl, fetch: pooled }).call("GET /things/v1", { id: "1" });
  expect(meta.httpStatus).toBe(200);
});

test("connections are kept for the calls that follow", async () => {
  const sockets = new Set<Socket>();
  const baseUrl = await startServer((request, response) => {
    sockets.add(request.socket);
    response.end(envelope(0));
  });
  const client = createTestClient({ baseUrl, fetch: pooled });
  for (let index = 0; index < 20; index += 1) await client.call("GET /things/v1", { id: `${index}` });
  // Not one: undici frees a connection a turn after the reply, in case the server closes it all the same.
  expect(sockets.size).toBeLessThanOrEqual(2);
});

test("a kept connection that is reset under a request leaves it of unknown billing, and sends it once", async () => {
  let requests = 0;
  const baseUrl = await startSocketServer((socket) => {
    socket.on("data", () => {
      requests += 1;
      if (requests === 2) socket.resetAndDestroy();
      else socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${envelope(0).length}\r\n\r\n${envelope(0)}`);
    });
  });
  const client = createTestClient({ baseUrl, fetch: pooled });
  await client.call("GET /things/v1", { id: "1" });
  const result = await client.try("GET /things/v1", { id: "2" });
  expect(result).toMatchObject({ ok: false, error: { kind: "transport", phase: "sent", billing: "unknown" } });
  expect(requests).toBe(2);
  await client.call("GET /things/v1", { id: "3" });
  expect(requests).toBe(3);
});

test("a request that is given up while it waits for a connection is never sent", async () => {
  const narrow = await createPooledFetch({ maxConnections: 1 });
  const urls: (string | undefined)[] = [];
  const first = Promise.withResolvers<() => void>();
  const baseUrl = await startServer((request, response) => {
    urls.push(request.url);
    if (urls.length === 1) first.resolve(() => response.end("1"));
    else response.end("3");
  });
  const one = narrow(`${baseUrl}/1`);
  const finishOne = await first.promise;
  const stop = new AbortController();
  const two = narrow(`${baseUrl}/2`, { signal: stop.signal });
  stop.abort(new Error("given up"));
  await expect(two).rejects.toThrow("given up");
  const three = narrow(`${baseUrl}/3`);
  finishOne();
  await one;
  await three;
  expect(urls).toEqual(["/1", "/3"]);
  await narrow.close();
});

test("a signal that had aborted before sends nothing and keeps no listener", async () => {
  let requests = 0;
  const baseUrl = await startServer((_request, response) => {
    requests += 1;
    response.end();
  });
  await expect(pooled(baseUrl, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
  await pooled(baseUrl);
  expect(requests).toBe(1);
});

test("no listener stays on the caller's signal, however a request ends", async () => {
  const { signal } = new AbortController();
  const baseUrl = await startServer((request, response) => {
    if (request.url === "/cut") response.writeHead(200, { "content-length": "9" }).write("x", () => response.destroy());
    else response.end("done");
  });
  for (const path of ["/", "/cut", "/cancelled"]) {
    const { body } = await pooled(`${baseUrl}${path}`, { signal });
    const reader = body?.getReader();
    if (path === "/cancelled") await reader?.cancel();
    else while ((await reader?.read().catch(() => ({ done: true })))?.done === false);
  }
  await pooled("http://127.0.0.1:1", { signal }).catch(() => undefined);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a body ends with the signal's reason when it is given up", async () => {
  const baseUrl = await startServer((_request, response) => void response.write("x"));
  const stop = new AbortController();
  const reply = await pooled(baseUrl, { signal: stop.signal });
  const reader = reply.body?.getReader();
  await reader?.read();
  const rest = reader?.read();
  stop.abort(new Error("given up"));
  await expect(rest).rejects.toThrow("given up");
});

test("a signal that aborts with something else than an error gives an AbortError", async () => {
  const baseUrl = await startServer(() => undefined);
  const stop = new AbortController();
  const reply = pooled(baseUrl, { signal: stop.signal });
  stop.abort("marked-token-for-tests");
  await expect(reply).rejects.toThrow(expect.objectContaining({ name: "AbortError", message: "aborted" }));
});

test("what is no URL is refused without being quoted", async () => {
  await expect(pooled("marked-token-for-tests")).rejects.toThrow(/^not a URL$/);
});

test("a closed pool waits for what is under way and takes nothing more", async () => {
  const own = await createPooledFetch();
  const baseUrl = await startServer((_request, response) => response.end("done"));
  const reply = own(baseUrl);
  const closed = own.close();
  expect((await reply).status).toBe(200);
  await (await reply).body?.cancel();
  await closed;
  await expect(own(baseUrl)).rejects.toThrow(/closed|destroyed/);
});

test.each([{}, { proxy: "http://127.0.0.1:1" }])("a pool of %j can be closed twice", async (options) => {
  const own = await createPooledFetch(options);
  await Promise.all([own.close(), own.close()]);
  await expect(own.close()).resolves.toBeUndefined();
});

test.each([
  [3, { maxConnections: 3 }],
  [64, {}], // the default
])("a hundred calls at once share %i connections with the options %j", async (connections, options) => {
  const narrow = await createPooledFetch(options);
  const sockets = new Set<Socket>();
  const baseUrl = await startServer((request, response) => {
    sockets.add(request.socket);
    response.end(envelope(0));
  });
  const client = createTestClient({ baseUrl, fetch: narrow, rateLimiter: false });
  await Promise.all(Array.from({ length: 100 }, (_, index) => client.call("GET /things/v1", { id: `${index}` })));
  expect(sockets.size).toBe(connections);
  await narrow.close();
});

async function waitForClose(socket: Socket | undefined): Promise<void> {
  if (socket === undefined || socket.closed) return;
  await once(socket, "close");
}
