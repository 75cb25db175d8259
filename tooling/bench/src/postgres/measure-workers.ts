import { fileURLToPath } from "node:url";
import { planRun } from "@just-one/collector";
import { openPostgres, type OpenPostgres } from "@just-one/postgres";
import { createPostgresBoard, migratePgBoss } from "@just-one/postgres/board";
import { PgBoss } from "pg-boss";
import type { BenchmarkContext, Row } from "../benchmark.ts";
import { measureRounds } from "../measure-rounds.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import { executeOn } from "./execute-on.ts";
import { runOnMachines, type Store } from "./store.ts";

interface WorkerSample {
  readonly calls: number;
  readonly startedAt: number;
  readonly endedAt: number;
}

const program = fileURLToPath(new URL("run-workers.ts", import.meta.url));
const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
let names = 0;

/** What paying at most once costs four workers, against pg-boss by itself. */
export async function measureWorkers(store: Store, context: BenchmarkContext): Promise<readonly Row[]> {
  const pool = openPostgres(store.url, { environment: store.environment });
  try {
    await migratePgBoss(pool);
    const boss = await startBoss(pool);
    const rows = [
      ...(await measureRates(20, 0.85, { pool, boss, store, context })),
      ...(await measureRates(0, 0.9, { pool, boss, store, context })),
      ...(await measureTables(pool, context)),
    ];
    await boss.stop({ close: false });
    return rows;
  } finally {
    await pool.end();
  }
}

interface Place {
  readonly pool: OpenPostgres;
  readonly boss: PgBoss;
  readonly store: Store;
  readonly context: BenchmarkContext;
}

async function measureRates(delayMs: number, atLeast: number, place: Place): Promise<readonly Row[]> {
  const { context } = place;
  const items = (context.isQuick ? 0.5 : 1) * (delayMs > 0 ? 20_000 : 100_000);
  const planRates: number[] = [];
  let sentTwice = 0;
  // Where calls take no time pg-boss fetches 500 at a time, or it would fetch most of the time; ours has as many under way.
  const atOnce = delayMs > 0 ? 64 : 500;
  const measure = async (how: "board" | "pg-boss" | "bare-board" | "bare"): Promise<number> => {
    const isOurs = how.endsWith("board");
    const name = `run-${(names += 1)}`;
    const startedAt = performance.now();
    await (isOurs ? planItems(name, items, place) : planJobs(name, items, place));
    if (isOurs) planRates.push((items / (performance.now() - startedAt)) * 1000);
    const samples = await runOnMachines<WorkerSample>(program, [how, name, String(delayMs), String(atOnce)], place);
    const calls = samples.reduce((sum, one) => sum + one.calls, 0);
    if (isOurs) sentTwice += Math.abs(calls - items);
    const worked = samples.filter((one) => one.calls > 0);
    const first = Math.min(...worked.map((one) => one.startedAt));
    return (items / (Math.max(...worked.map((one) => one.endedAt)) - first)) * 1000;
  };
  const rounds = context.isQuick ? 1 : 4;
  const samples = await measureRounds({
    rounds,
    contenders: {
      board: () => measure("board"),
      boss: () => measure("pg-boss"),
      bareBoard: () => measure("bare-board"),
      bareBoss: () => measure("bare"),
    },
    onRound: (round) => context.progress(`workers, ${delayMs} ms a call, round ${round + 1} of ${rounds}`),
  });
  const calls = delayMs > 0 ? `calls of ${delayMs} ms` : "calls that take no time";
  const title = `items a second of 4 workers x ${atOnce}, ${calls}`;
  const compare = (what: string, ours: readonly number[], name: string, theirs: readonly number[]): Row => ({
    measure: `${title}, ${what}`,
    unit: "/s",
    ours: computeQuartiles(ours).median,
    peer: { name, value: computeQuartiles(theirs).median },
    ratio: computeRatios(ours, theirs),
    bar: { on: "ratio", atLeast },
  });
  return [
    compare("by the client", samples.board, "pg-boss, a job an item, by the same client", samples.boss),
    compare("without a client", samples.bareBoard, "bare pg-boss, a job an item", samples.bareBoss),
    ...(delayMs > 0
      ? []
      : [
          {
            measure: "items planned a second in Postgres",
            unit: "/s",
            ours: computeQuartiles(planRates).median,
            bar: { on: "ours" as const, atLeast: 20_000 },
          },
        ]),
    { measure: `requests twice or not at all, ${calls}`, unit: "", ours: sentTwice, bar: { on: "ours", atMost: 0 } },
  ];
}

async function planItems(run: string, items: number, { pool }: Place): Promise<void> {
  const board = createPostgresBoard({ pool, run });
  const plan = { id: run, operation, parameters: {}, maxCalls: items, inputs: "bench", createdAt: 0 };
  await planRun({ board, plan, inputs: listInputs(items) });
}

async function planJobs(name: string, items: number, { boss, pool }: Place): Promise<void> {
  await boss.createQueue(name, { deleteAfterSeconds: 0 });
  const jobs = [...listInputs(items)].map(({ parameters }) => ({ data: parameters }));
  for (let from = 0; from < items; from += 5000) await boss.insert(name, jobs.slice(from, from + 5000));
  await pool.query({ text: "analyze bare_boss.job" });
}

async function startBoss(pool: OpenPostgres): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: executeOn(pool) },
    schema: "bare_boss",
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => undefined);
  await boss.start();
  return boss;
}

/** What lies in the engine's tables at the end, ended jobs and dead rows included. */
async function measureTables(pool: OpenPostgres, context: BenchmarkContext): Promise<readonly Row[]> {
  context.progress("sizes of tables");
  const size = async (schema: string): Promise<number> => {
    const { rows } = await pool.query({
      text: "select sum(pg_total_relation_size(c.oid)) / 1e6 as mb from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'",
      values: [schema],
    });
    return Number(rows[0]?.["mb"]);
  };
  return [
    {
      measure: "the engine's tables after all of these runs",
      unit: "MB",
      ours: await size("just_one_boss"),
      peer: { name: "pg-boss, a job an item", value: await size("bare_boss") },
      bar: { on: "ours", atMost: 1 },
    },
  ];
}

function* listInputs(items: number): Generator<{ parameters: { oAuthorId: string } }> {
  for (let index = 0; index < items; index += 1)
    yield { parameters: { oAuthorId: String(7_000_000_000_000_000_000n + BigInt(index)) } };
}
