// One budget for all processes of a machine, on a connection pool.
// #region readme
import { createClient } from "@just-one/core";
import { createFileLedger, createPooledFetch } from "@just-one/core/node";

const fetch = await createPooledFetch(); // needs the package `undici`
const ledger = createFileLedger({ path: process.env["LEDGER_FILE"] ?? "just-one.ledger" });
const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  fetch,
  ledger,
  budget: { maxCalls: 1000, window: "day" },
});

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
await client.call(spreadInfo, { oAuthorId: "6800000000000000001" }, { label: "newsletter" });
for (const row of await client.usage()) console.log(`${row.label}: ${row.spentCalls} billed`);
for (const entry of await client.unreconciled()) console.log(`compare with the bill: ${entry.id}`);
await fetch.close();
ledger.close();
// #endregion
