import { setTimeout } from "node:timers/promises";
import { catalog } from "@just-one/api/catalog";
import {
  checkCall,
  createAdaptiveLimiter,
  createLeanClient,
  createLimiterStage,
  createRetryStage,
} from "@just-one/core/lean";
import { openPostgres } from "@just-one/postgres";
import { collectSlice, createPgBossEngine, listRuns } from "@just-one/postgres/board";
import { PgBoss } from "pg-boss";
import { executeOn } from "./execute-on.ts";

// One machine with 64 calls at once, of no time or some, answered by a function in the vendor's place. `board` is the whole of ours:
// ranges by pg-boss, each request recorded before it leaves, money, replies. `pg-boss` is pg-boss with one job an item that makes the same
// call and keeps nothing; `bare` is the same without a call, for the function alone.

const [url = "", , how = "", name = "", delay = ""] = process.argv.slice(2);
const pool = openPostgres(url, { max: 10 });
const delayMs = Number(delay);
const text = JSON.stringify({ code: 0, message: null, data: { note: "x".repeat(250) }, requestId: "r-1" });
let calls = 0;
let startedAt: number | undefined;
let endedAt = 0;

async function answer(): Promise<string> {
  startedAt ??= Date.now();
  calls += 1;
  if (delayMs > 0) await setTimeout(delayMs);
  return text;
}

await (how === "board" ? workOnBoard() : workOnJobs());
await pool.end();
process.stdout.write(JSON.stringify({ calls, startedAt: startedAt ?? Date.now(), endedAt }));

async function workOnBoard(): Promise<void> {
  const engine = await createPgBossEngine({ pool, feedMs: 200 });
  const limiter = createAdaptiveLimiter({ concurrency: 64 });
  const client = { token: "any", fetch: async () => new Response(await answer()) };
  await engine.work({
    slices: 2,
    handle: async ({ run, slice }) => {
      await collectSlice({ pool, run, slice, client, concurrency: 64, findLimiter: () => limiter });
      endedAt = Date.now();
    },
  });
  const isThrough = async (): Promise<boolean> =>
    (await listRuns(pool)).every((run) => run.name !== name || run.items.planned + run.items.sent + run.workers === 0);
  while (!(await isThrough())) await setTimeout(100);
  await engine.stop();
}

async function workOnJobs(): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: executeOn(pool) },
    schema: "bare_boss",
    migrate: false,
    createSchema: false,
  });
  boss.on("error", () => undefined);
  await boss.start();
  const options = { batchSize: delayMs > 0 ? 64 : 500, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 };
  const call = how === "bare" ? answer : createCall();
  await boss.work<{ oAuthorId: string }>(name, { ...options, perJobResults: true }, async (jobs) => {
    const results = await Promise.all(
      jobs.map(async ({ id, data }) => {
        await call(data);
        return { id, status: "completed" as const };
      }),
    );
    endedAt = Date.now();
    return results;
  });
  const left = "select 1 from bare_boss.job where name = $1 and state < 'completed' limit 1";
  while ((await pool.query({ text: left, values: [name] })).rows.length > 0) await setTimeout(200);
  await boss.stop({ close: false });
}

/** The call that the collector makes, by the same client. */
function createCall(): (parameters: { readonly oAuthorId: string }) => Promise<unknown> {
  const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
  const client = createLeanClient({
    token: "any",
    catalog: catalog.filter((entry) => entry.operation === operation),
    check: checkCall,
    fetch: async () => new Response(await answer()),
    stages: [createRetryStage(), createLimiterStage(createAdaptiveLimiter({ concurrency: 500 }))],
  });
  return async (parameters) => client.call(operation, parameters);
}
