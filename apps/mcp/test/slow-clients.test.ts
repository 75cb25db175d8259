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

test("more connections than there is room for are closed unread, and there is room again once one ends", async () => {
  const server = await startHttpServer(app, { host: "127.0.0.1", port: 0 }, { receiveMs: 60_000, connections: 2 });
  const request = "POST /mcp HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\nconnection: close\r\n\r\n";
  const [first, second] = [await open(server.url, request), await open(server.url, request)];
  expect(await text(await open(server.url, `${request}no`))).toBe("");
  for (const socket of [first, second]) {
    socket.write("ok");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200[^]*ok/);
  }
  await expect.poll(async () => text(await open(server.url, `${request}ok`))).toMatch(/^HTTP\/1\.1 200/);
  await server.close(0);
});
