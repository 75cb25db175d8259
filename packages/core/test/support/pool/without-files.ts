/** What a call ends in when this process has opened all files that it may: run it where that are few. */
import { openSync } from "node:fs";
import { createPooledFetch } from "@just-one/core/node";
import { createTestClient } from "../create-test-client.ts";

const pooled = await createPooledFetch();
const clients = [globalThis.fetch, pooled].map((fetch) =>
  createTestClient({ baseUrl: "http://127.0.0.1:1024", fetch, budget: { maxCalls: 1 } }),
);
await fetch("data:,"); // loads what it is made of
await Promise.all(clients.map((client) => client.try("GET /things/v1", { id: "1" })));
try {
  for (;;) openSync("/dev/null", "r");
} catch {
  // That was the last one.
}
for (const client of clients) {
  const result = await client.try("GET /things/v1", { id: "1" });
  const message = result.ok ? "" : result.error.message;
  console.log(`${/EMFILE/.exec(message)?.[0]} ${result.meta.billing} ${result.meta.attempts.length}`);
}
process.exit(0);
