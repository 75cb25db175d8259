import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Catalog } from "@just-one/api";
import { type Client, type ClientOptions, createClient } from "@just-one/core";
import { onTestFinished } from "vitest";

/** No secret: a text that the tests can look for. */
export const markedToken = "marked-token-for-tests";

export const operation = "GET /things/v1";

export interface Operations {
  [operation]: { params: { id: string }; data: { name: string } };
}

/** Starts a server that gives the replies one after the other, the last one for ever; returns its URL. */
export async function startVendor(
  ...replies: readonly (readonly [httpStatus: number, code: number])[]
): Promise<string> {
  let count = 0;
  const server = http.createServer((_request, response) => {
    const [httpStatus, code] = replies[Math.min(count, replies.length - 1)] ?? [200, 0];
    count += 1;
    const envelope = { code, data: { name: "n" }, message: markedToken, recordTime: null, requestId: `r-${count}` };
    response.writeHead(httpStatus, { "retry-after": "0" }).end(JSON.stringify(envelope));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  // Safe: a server that listens on TCP has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function createTestClient(options: Partial<ClientOptions>): Client<Operations> {
  return createClient<Operations>({ token: markedToken, catalog, retry: { baseMs: 0 }, ...options });
}

const catalog: Catalog = [
  {
    operation,
    method: "GET",
    path: "/things/v1",
    token: "query",
    parameters: [{ name: "id", in: "query", required: true, types: ["string"] }],
    deprecated: false,
    hidden: false,
  },
];
