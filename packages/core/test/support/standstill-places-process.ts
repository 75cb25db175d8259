import { setTimeout as sleep } from "node:timers/promises";
import { createTestClient } from "./create-test-client.ts";

// Sends calls through two places to a server that takes its time, says so, and stands still in the middle of it: by itself
// for as many milliseconds as it is told, or because somebody stops the process. Prints how many of them, and of those that
// come after, have ended.
const [baseUrl = "", blockMs = "0"] = process.argv.slice(2);
const client = createTestClient({ baseUrl, rateLimiter: { concurrency: 2 }, timeoutMs: 400, retry: false });

const first = send(0);
await sleep(50);
console.log("under way");
const until = performance.now() + Number(blockMs);
while (performance.now() < until);
const ended = (await first).length;
const after = await send(100);
console.log(JSON.stringify({ ended, after: after.filter(({ ok }) => ok).length }));

function send(offset: number) {
  const ids = Array.from({ length: 12 }, (_, index) => String(offset + index));
  return Promise.all(ids.map(async (id) => client.try("GET /things/v1", { id })));
}
