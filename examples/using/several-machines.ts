// One machine of a team, of which there are several: they share one account's balance, and each team has a budget of its own.
// #region readme
import { createClient } from "@just-one/core";
import {
  createPostgresCache,
  createPostgresLatches,
  createPostgresLedger,
  createPostgresLimiter,
  openPostgres,
} from "@just-one/postgres";

const team = process.env["TEAM"] ?? "research";
const pool = openPostgres(process.env["JUST_ONE_STORE"] ?? "postgres://collector@db.example/just_one");
const ledger = createPostgresLedger({
  pool,
  onSoftLimit: ({ budget }) => console.error(`${budget.name} nears its end`),
});
const rateLimiter = createPostgresLimiter({ pool, concurrency: 32 });
const store = createPostgresCache({ pool });
const latches = createPostgresLatches({ pool });
const client = createClient({
  token: process.env["JUST_ONE_TOKEN"],
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  prices: () => "0.30",
  ledger,
  rateLimiter,
  latches: { store: latches },
  cache: { store, ttlMs: 24 * 3_600_000 },
  stages: [store.twins], // of identical calls on all machines one pays
});

const inputs = (process.env["CREATORS"] ?? "6800000000000000001").split(",").map((oAuthorId) => ({ oAuthorId }));
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
for await (const { parameters, ok, meta, error } of client.map(spreadInfo, inputs, { label: `${team}/nightly` })) {
  console.log(parameters.oAuthorId, ok ? (meta.cached ? "cached" : meta.billing) : error.message);
}

await client.close();
for (const part of [rateLimiter, store, ledger]) await part.close();
await latches.leave();
await pool.end();
// #endregion
