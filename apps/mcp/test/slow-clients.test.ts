import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startHttpServer } from "../src/serve/start-http-server.ts";

const app = async (request: Request): Promise<Response> => new Response(await request.text());

async function open(url: string, head: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(head);
  return socket;
}

test.each([
  ["head", "POST /mcp HTTP/1.1\r\nhost: a\r\nx-"],
  ["body", "POST /mcp HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{"],
])("whoever sends a %s that does not end is sent away", async (_part, head) => {
  const server = await startHttpServer(app, { host: "127.0.0.1", port: 0 }, { receiveMs: 100, connections: 10 });
  const socket = await open(server.url, head);
  expect(await text(socket)).toMatch(/^(HTTP\/1\.1 408|$)/);
  await server.close(0);
});

const request = "POST /mcp HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\nconnection: close\r\n\r\n";

test("connections without a whole request give way to one that has one, the longest first", async () => {
  const server = await startHttpServer(app, { host: "127.0.0.1", port: 0 }, { receiveMs: 60_000, connections: 2 });
  const silent = await open(server.url, "");
  const slow = await open(server.url, request);
  expect(await text(await open(server.url, `${request}ok`))).toMatch(/^HTTP\/1\.1 200[^]*ok/);
  expect(await text(silent)).toBe("");
  slow.write("ok");
  expect(await text(slow)).toMatch(/^HTTP\/1\.1 200[^]*ok/);
  // One that was answered, and stays open for another request, is no better.
  const kept = await open(server.url, request.replace("close", "keep-alive") + "ok");
  await once(kept, "data");
  const [first, second] = [await open(server.url, ""), await open(server.url, "")];
  await once(kept, "close");
  for (const socket of [first, second]) socket.destroy();
  await server.close(0);
});

test("those whose requests are under way keep their place, and there is room again once one ends", async () => {
  const answer = Promise.withResolvers<void>();
  let waiting = 0;
  const waits = async (asked: Request): Promise<Response> => {
    waiting += 1;
    await answer.promise;
    return app(asked);
  };
  const server = await startHttpServer(waits, { host: "127.0.0.1", port: 0 }, { receiveMs: 60_000, connections: 2 });
  const both = [await open(server.url, `${request}ok`), await open(server.url, `${request}ok`)];
  await expect.poll(() => waiting).toBe(2);
  expect(await text(await open(server.url, `${request}no`))).toBe("");
  answer.resolve();
  for (const socket of both) expect(await text(socket)).toMatch(/^HTTP\/1\.1 200[^]*ok/);
  await expect.poll(async () => text(await open(server.url, `${request}ok`))).toMatch(/^HTTP\/1\.1 200/);
  await server.close(0);
});
