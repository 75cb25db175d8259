import { setTimeout } from "node:timers/promises";
import type { NotSent, Settlement } from "@just-one/collector";
import { catalog } from "@just-one/api/catalog";
import {
  checkCall,
  createAdaptiveLimiter,
  createBreaker,
  createLatches,
  createLeanClient,
  createLimiterStage,
  createRedactor,
  createRetryStage,
  explainProblem,
  judgeTransportFailure,
  readAnyReply,
  readDates,
  waitLong,
} from "@just-one/core/lean";
import { openPostgres } from "@just-one/postgres";
import { collectSlice, createPgBossEngine, createPostgresBoard, type SliceJob } from "@just-one/postgres/board";
import { PgBoss } from "pg-boss";
import { executeOn } from "./execute-on.ts";

// One machine with so many calls at once, of no time or some, answered by a function in the vendor's place. `board` is the whole of
// ours: ranges by pg-boss, each request recorded before it leaves, money, replies. `pg-boss` is pg-boss with one job an item, which makes the
// same call by the same client and keeps nothing. Without a client, for the function alone: `bare-board` and `bare`.

const [url = "", , how = "", name = "", delay = "", most = ""] = process.argv.slice(2);
const pool = openPostgres(url, { max: 10 });
const delayMs = Number(delay);
const atOnce = Number(most);
const kept = { note: "x".repeat(250) };
const text = JSON.stringify({ code: 0, message: null, data: kept, requestId: "r-1" });
let calls = 0;
let startedAt: number | undefined;
let endedAt = 0;

async function answer(): Promise<string> {
  startedAt ??= Date.now();
  calls += 1;
  if (delayMs > 0) await setTimeout(delayMs);
  return text;
}

await (how.endsWith("board") ? workOnBoard(how === "board" ? createCollecting() : collectBare) : workOnJobs());
await pool.end();
process.stdout.write(JSON.stringify({ calls, startedAt: startedAt ?? Date.now(), endedAt }));

async function workOnBoard(handle: (job: SliceJob) => Promise<unknown>): Promise<void> {
  const engine = await createPgBossEngine({ pool });
  await engine.work({
    slices: 2,
    handle: async (job) => {
      await handle(job);
      endedAt = Date.now();
    },
  });
  const left =
    "select 1 from just_one.slice s join just_one.run r using (run) where r.name = $1 and not s.is_done limit 1";
  while ((await pool.query({ text: left, values: [name] })).rows.length > 0) await setTimeout(200);
  await engine.stop();
}

function createCollecting(): (job: SliceJob) => Promise<unknown> {
  const limiter = createAdaptiveLimiter({ concurrency: atOnce });
  const client = { token: "any", fetch: async () => new Response(await answer()) };
  return async ({ run, slice }) =>
    collectSlice({ pool, run, slice, client, concurrency: atOnce, findLimiter: () => limiter });
}

/** The same turns on the same board: each request is on disk before it leaves, each reply is kept. */
async function collectBare({ run, slice }: SliceJob): Promise<void> {
  const worker = await createPostgresBoard({ pool, run }).onSlice(slice).openWorker();
  const range = await worker.takeSlice();
  if (typeof range === "object") {
    let settle: readonly Settlement[] = [];
    for (let from = 0; from < range.items.length || settle.length > 0; from += atOnce) {
      const send = range.items.slice(from, from + atOnce).map(({ seq }) => seq);
      const permits = await worker.takeTurn({ settle, send, refuse: [] });
      settle = await Promise.all(send.map(async (seq, index) => bill(seq, permits[index])));
    }
    await worker.endSlice(range);
  }
  await worker.close();
}

async function bill(seq: number, attempt: number | NotSent | undefined): Promise<Settlement> {
  if (typeof attempt !== "number") throw new Error("the board refused a request");
  await answer();
  const reply = { json: JSON.stringify(kept), requestId: "r-1", fetchedAt: Date.now() };
  return { seq, attempt, outcome: { how: "bill", reply } };
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
  const options = { batchSize: atOnce, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 };
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

/** The call that the collector makes: the same client with all its parts, but for the stage that records. */
function createCall(): (parameters: { readonly oAuthorId: string }) => Promise<unknown> {
  const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
  const latches = createLatches();
  const client = createLeanClient({
    token: "any",
    catalog: catalog.filter((entry) => entry.operation === operation),
    check: checkCall,
    explain: explainProblem,
    createRedactor,
    judgeTransport: judgeTransportFailure,
    replyReader: readAnyReply,
    patience: waitLong,
    readDelay: readDates,
    fetch: async () => new Response(await answer()),
    stages: [
      createRetryStage(),
      { aroundCall: latches.aroundCall },
      createLimiterStage(createAdaptiveLimiter({ concurrency: atOnce })),
      latches.gate,
      createBreaker({ lostInARow: 10 }),
    ],
  });
  return async (parameters) => client.call(operation, parameters);
}
