/**
 * A program that makes 10,000 calls to a vendor of its own and prints what they left behind. It never says
 * `process.exit`, so it ends only if nothing is left running.
 */
import { getEventListeners, once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { CallOptions, Client } from "@just-one/core";
import { createTestClient } from "./create-test-client.ts";
import { measureHeap } from "./measure-heap.ts";
import type { TestOperations } from "./operations.ts";
import { envelope } from "./replies.ts";

/** What the program prints. */
export interface Remains {
  readonly ends: readonly string[];
  readonly listeners: number;
  readonly grownBytes: number;
  readonly resources: readonly string[];
}

type Kind = CallOptions & { readonly asks: string; readonly isGivenUp?: boolean };

const kinds: readonly Kind[] = [
  ...Array.from({ length: 11 }, () => ({ asks: "0" })),
  { asks: "0", deadlineMs: 60_000 },
  { asks: "0", cache: "off" },
  { asks: "301" },
  { asks: "400" },
  { asks: "page" },
  { asks: "reset" },
  { asks: "silence", timeoutMs: 4 },
  { asks: "silence", deadlineMs: 4 },
  { asks: "silence", isGivenUp: true },
];

const vendor = http.createServer((request, response) => {
  const [asks = ""] = new URL(request.url ?? "", "http://host").searchParams.get("id")?.split("-") ?? [];
  if (asks === "reset") response.destroy();
  else if (asks !== "silence") response.end(asks === "page" ? "<html>" : envelope(Number(asks)));
});
await once(vendor.listen(0, "127.0.0.1"), "listening");
// Safe: a server that listens on TCP has such an address.
const baseUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
const client = createTestClient({ baseUrl, latches: false, rateLimiter: { concurrency: 32 } });
const shared = new AbortController();

await runMany(client, 3000); // warms up code and connections
const before = await measureHeap();
const ends = await runMany(client, 7000);
const grownBytes = (await measureHeap()) - before;
vendor.closeAllConnections();
vendor.close();
await once(vendor, "close");
// Sockets take some turns to close.
for (let turn = 0; turn < 10_000 && listResources().length > 0; turn += 1) await nextTurn();
const remains: Remains = {
  ends: [...ends].toSorted(),
  listeners: getEventListeners(shared.signal, "abort").length,
  grownBytes,
  resources: listResources(),
};
console.log(JSON.stringify(remains));

/** Makes calls of every kind, some dozens at a time; returns how they ended. */
async function runMany(caller: Client<TestOperations>, total: number): Promise<Set<string>> {
  const found = new Set<string>();
  let count = 0;
  const work = async (): Promise<void> => {
    while (count < total) {
      const index = (count += 1);
      const { asks, isGivenUp = false, ...options } = kinds[index % kinds.length] ?? { asks: "0" };
      const own = new AbortController();
      const giveUp = isGivenUp ? setTimeout(() => own.abort(), 3) : undefined;
      const signal = isGivenUp ? own.signal : shared.signal;
      const result = await caller.try("GET /things/v1", { id: `${asks}-${index}` }, { ...options, signal });
      clearTimeout(giveUp);
      found.add(result.ok ? "success" : result.error.kind);
    }
  };
  await Promise.all(Array.from({ length: 48 }, work));
  return found;
}

/** The timers and sockets that keep the process alive. */
function listResources(): string[] {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout" || name.startsWith("TCP"));
}
