import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { createPooledFetch } from "@just-one/core/node";
import { describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import type { PackedReply } from "./support/pool/packed-replies.ts";
import { findRuntime } from "@just-one/vitest/find-runtime";
import { startServer } from "./support/start-server.ts";

const run = promisify(execFile);

// Side by side, for most of it is waiting.
describe.concurrent.each([
  ["Node", process.execPath],
  ["Node 22", findRuntime("node22")],
  ["Node 26", findRuntime("node26")],
])("under %s", (name, program) => {
  test.skipIf(program === undefined)(
    `a packed reply ends no process, wherever it is cut, and is read as the built-in fetch reads it or better (skipped where there is no ${name})`,
    async () => {
      const script = new URL("support/pool/packed-replies.ts", import.meta.url).pathname;
      const flags = ["--conditions=@just-one/source", "--disable-warning=ExperimentalWarning"];
      // Safe: skipped without one.
      const { stdout } = await run(program as string, [...flags, script], { maxBuffer: 10_000_000 });
      // Safe: the script prints them.
      const replies = JSON.parse(stdout) as readonly PackedReply[];
      expect(replies).toHaveLength(434);
      // Node 22's does not know zstd, and calls what it cannot unpack the reply.
      const comparable = replies.filter((reply) => !reply.name.includes("zstd"));
      expect(comparable.filter(({ pool, builtIn }) => builtIn && !(pool && pool.bytes >= builtIn.bytes))).toEqual([]);
      const known = replies.filter((reply) => / whole /.test(reply.name));
      expect(known.filter(({ pool }) => pool?.isWhole !== true)).toEqual([]);
    },
  );
});

test("a packed reply that goes on behind its end gives its connection up", async () => {
  const pooled = await createPooledFetch();
  let socket: Socket | undefined;
  const baseUrl = await startServer((request, response) => {
    ({ socket } = request);
    response.writeHead(200, { "content-encoding": "br" });
    // `{"code":0}` packed, and something else behind it; no end ever comes.
    response.write(Buffer.concat([Buffer.from("iwSAeyJjb2RlIjowfQM=", "base64"), Buffer.from("and on, and on")]));
  });
  const { meta } = await createTestClient({ baseUrl, fetch: pooled }).call("GET /things/v1", { id: "1" });
  expect(meta.billing).toBe("billed");
  await vi.waitFor(() => expect(socket?.closed).toBe(true));
  await pooled.close();
});

test("a caller who gives up while a reply is unpacked gives the connection up, too", async () => {
  const pooled = await createPooledFetch();
  const stop = new AbortController();
  let socket: Socket | undefined;
  const baseUrl = await startServer((request, response) => {
    ({ socket } = request);
    response.writeHead(200, { "content-encoding": "gzip, br, gzip" });
    response.write(gzipSync(Buffer.alloc(100_000)).subarray(0, 60), () => stop.abort());
  });
  const client = createTestClient({ baseUrl, fetch: pooled });
  const result = await client.try("GET /things/v1", { id: "1" }, { signal: stop.signal });
  expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unknown" } });
  await vi.waitFor(() => expect(socket?.closed).toBe(true));
  await pooled.close();
});

test("replies that nobody reads to their end hold nothing: the pool can be closed, and no connection stays", async () => {
  const pooled = await createPooledFetch({ maxConnections: 4 });
  const sockets = new Set<Socket>();
  const small = gzipSync('{"code":0,"data":{"name":"x"}}');
  const large = gzipSync(randomBytes(300_000));
  const baseUrl = await startServer((request, response) => {
    sockets.add(request.socket);
    response.writeHead(request.url === "/empty" ? 204 : 200, { "content-encoding": "gzip" });
    if (request.url === "/empty") response.end();
    else response.end(request.url === "/small" ? small : large);
  });
  const client = createTestClient({ baseUrl, fetch: pooled, maxResponseBytes: 100_000, breaker: false });
  for (let round = 0; round < 20; round += 1) {
    const tooLarge = await client.try("GET /things/v1", { id: "1" });
    expect(tooLarge).toMatchObject({ error: { kind: "protocol", reason: "too-large" } });
    await pooled(`${baseUrl}/small`); // and not a byte of it is read
    await pooled(`${baseUrl}/empty`);
    const { body } = await pooled(`${baseUrl}/large`);
    await body?.cancel();
  }
  await pooled.close();
  await vi.waitFor(() => expect([...sockets].filter((socket) => !socket.closed)).toEqual([]));
});
