/** What a pool does in whatever runtime this script runs in, and what it leaves of everybody's `fetch`. */
import { createServer } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { createPooledFetch } from "@just-one/core/node";
import { createTestClient } from "../create-test-client.ts";

const keys = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));
const readDispatchers = (): unknown[] => keys.map((key) => Reflect.get(globalThis, key));

const before = readDispatchers();
const pooled = await createPooledFetch({ maxConnections: 1 });
const isGlobalLeftAlone = readDispatchers().every((dispatcher, index) => dispatcher === before[index]);

let arrived = 0;
let isHeld = false;
const server = createServer((_request, response) => {
  arrived += 1;
  if (!isHeld) response.end('{"code":0,"data":{"name":"中"}}');
}).listen(0, "127.0.0.1");
const silent = createSocketServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
await Promise.all([server, silent].map((each) => new Promise((resolve) => each.once("listening", resolve))));
// Safe: a server that listens on TCP has such an address.
const portOf = (each: typeof silent): number => (each.address() as AddressInfo).port;

const call = async (baseUrl: string, timeoutMs = 20_000): Promise<string> => {
  const client = createTestClient({ baseUrl, fetch: pooled, timeoutMs });
  const result = await client.try("GET /things/v1", { id: "1" });
  return `${result.ok ? "ok" : result.error.kind} ${result.meta.billing} ${result.meta.attempts.length}`;
};

const url = `http://127.0.0.1:${portOf(server)}`;
const answered = await call(url);
const beforeTls = await call(`https://127.0.0.1:${portOf(silent)}`, 200);
isHeld = true;
const lost = await call(url, 200);
// Of the same number on another address of this machine, where nobody listens.
const refused = await call(`http://127.0.0.2:${portOf(server)}`);
console.log(JSON.stringify({ isGlobalLeftAlone, answered, beforeTls, lost, refused, arrived }));
process.exit(0);
