// A batch on Node: its own connections, money and paid replies in files, and an end that waits for what is under way.
// #region readme
import { createClient } from "@just-one/core";
import { createFileCache, createFileLedger, createPooledFetch } from "@just-one/core/node";

const fetch = await createPooledFetch(); // needs the package `undici`
const ledger = createFileLedger({ path: process.env["LEDGER_FILE"] ?? "just-one.ledger" });
const store = createFileCache({ path: process.env["CACHE_FILE"] ?? "just-one.cache" });
const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  fetch,
  ledger,
  cache: { store, ttlMs: 24 * 3_600_000 },
  stages: [store.twins], // a batch that overlaps with the one before pays for nothing twice
  budget: { maxCalls: 1000, window: "day" },
});

const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());

const creators = ["6800000000000000001", "6800000000000000002"];
const inputs = creators.map((oAuthorId) => ({ oAuthorId }));
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
for await (const item of client.map(spreadInfo, inputs, { signal: interrupted.signal, label: "nightly" })) {
  console.log(item.parameters.oAuthorId, item.ok ? (item.meta.cached ? "cached" : "billed") : item.error.message);
}
await fetch.close();
ledger.close();
store.close();
// #endregion
