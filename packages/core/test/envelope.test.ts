import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import type { ClientOptions, Success } from "@just-one/core";
import { describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { envelope } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

describe("an envelope is judged by its code alone", () => {
  test.each([200, 201, 400, 401, 404, 429, 500, 503])("code 0 is success with status %d", async (status) => {
    const { data, meta } = await ask((_request, response) =>
      response.writeHead(status).end(envelope(0, { data: { name: "中" }, requestId: "r-7" })),
    );
    expect(data).toEqual({ name: "中" });
    expect(meta).toMatchObject({
      operation: "GET /things/v1",
      requestId: "r-7",
      recordTime: "2026-11-24 10:00:00",
      httpStatus: status,
      billing: "billed",
      cached: false,
      attempts: [{ code: 0, httpStatus: status, billing: "billed", waitedMs: 0 }],
    });
  });

  test.each(['"0"', '"000"', "0.0", "-0", "0e5"])("code %s is success", async (code) => {
    await expect(ask(`{"code":${code},"data":1}`)).resolves.toMatchObject({ data: 1 });
  });

  test.each(['["0"]', "[0]", "true", '" 0"', '"0x0"', '"0000000000"'])("code %s is no success", async (code) => {
    await expect(ask(`{"code":${code},"data":1}`)).rejects.toMatchObject({ kind: "protocol", billing: "unknown" });
  });

  test("no data, null data and a byte-order mark are success", async () => {
    await expect(ask('{"code":0}')).resolves.toMatchObject({ data: null });
    await expect(ask('{"code":0,"data":null}')).resolves.toMatchObject({ data: null });
    await expect(ask('\uFEFF{"code":0,"data":[]}')).resolves.toMatchObject({ data: [] });
  });

  test("what the vendor left out or sent as null is absent in meta", async () => {
    const { meta } = await ask('{"code":0,"data":1,"message":null,"recordTime":null}');
    expect(Object.keys(meta)).not.toContain("requestId");
    expect(Object.keys(meta)).not.toContain("recordTime");
    const { meta: odd } = await ask('{"code":0,"data":1,"recordTime":5,"requestId":{"a":1}}');
    expect(odd).toEqual({ ...meta, callId: odd.callId, attempts: odd.attempts });
  });

  test("an upstream status within data is the caller's affair", async () => {
    const data = { base_resp: { status_code: 9, status_message: "no" } };
    await expect(ask(envelope(0, { data }))).resolves.toMatchObject({ data });
  });
});

describe("a body", () => {
  test("may come in pieces that cut characters in two", async () => {
    const bytes = Buffer.from(envelope(0, { data: { name: "剧情搞笑🙂" } }));
    const { data } = await ask((_request, response) => {
      for (const byte of bytes) response.write(Uint8Array.of(byte));
      response.end();
    });
    expect(data).toEqual({ name: "剧情搞笑🙂" });
  });

  test("with a byte-order mark in pieces is fine as well", async () => {
    const { data } = await ask((_request, response) => {
      response.write(Uint8Array.of(0xef));
      setImmediate(() =>
        response.end(Buffer.concat([Uint8Array.of(0xbb, 0xbf), Buffer.from(envelope(0, { data: 1 }))])),
      );
    });
    expect(data).toBe(1);
  });

  test("may be compressed", async () => {
    const { data } = await ask((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(envelope(0, { data: "x".repeat(1e6) }))),
    );
    expect(data).toHaveLength(1e6);
  });

  test("of exactly maxResponseBytes is taken, one byte more is not", async () => {
    const body = envelope(0, { data: "中".repeat(1000) });
    const size = Buffer.byteLength(body);
    await expect(ask(body, { maxResponseBytes: size })).resolves.toBeDefined();
    await expect(ask(body, { maxResponseBytes: size - 1 })).rejects.toMatchObject({ reason: "too-large" });
  });

  test("that unpacks to far more than it looks is refused", async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, " "));
    const asked = ask((_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
    await expect(asked).rejects.toMatchObject({ kind: "protocol", reason: "too-large", billing: "unknown" });
  });

  test("of 300 MB is refused by default, without holding it in memory and without reading it to its end", async () => {
    const piece = Buffer.alloc(1024 * 1024, "x");
    const closed = vi.fn<() => void>();
    let sent = 0;
    const asked = ask((_request, response) => {
      const send = (): void => {
        while (sent < 300 && !response.destroyed) {
          sent += 1;
          if (!response.write(piece)) return void response.once("drain", send);
        }
        response.end();
      };
      response.once("close", closed);
      send();
    });
    await expect(asked).rejects.toMatchObject({ kind: "protocol", reason: "too-large" });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
    expect(sent).toBeGreaterThanOrEqual(64);
    expect(sent).toBeLessThan(150);
  });

  test("that is announced as 300 MB is refused before any of it is read", async () => {
    const asked = ask((_request, response) =>
      response.writeHead(200, { "content-length": 300 * 1024 * 1024 }).write("{"),
    );
    await expect(asked).rejects.toMatchObject({ kind: "protocol", reason: "too-large" });
  });
});

async function ask(reply: string | RequestListener, options: Partial<ClientOptions> = {}): Promise<Success<unknown>> {
  const baseUrl = await startServer((request, response) => {
    if (typeof reply === "string") response.end(reply);
    else reply(request, response);
  });
  return createTestClient({ ...options, baseUrl }).call("GET /things/v1", { id: "1" });
}
