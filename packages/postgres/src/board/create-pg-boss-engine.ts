import { randomUUID } from "node:crypto";
import { ConfigError } from "@just-one/core";
import type { ConstructorOptions, JobWithMetadata, PgBoss } from "pg-boss";
import { explainPostgres } from "../explain-postgres.ts";
import type { PostgresPool } from "../pool.ts";
import { createAsk } from "./ask-store.ts";
import { toBossDatabase } from "./boss-database.ts";
import { toError } from "./to-error.ts";

/** A range of a run to be worked on. */
export interface SliceJob {
  readonly run: string;
  readonly slice: number;
}

/** A run that is planned anew by the clock. */
export interface RunSchedule {
  /** Names the schedule; its runs are named after it and their minute. */
  readonly name: string;
  /** Five fields, such as `0 3 * * *`. */
  readonly cron: string;
  /** Such as `Asia/Shanghai`. */
  readonly timeZone: string;
  /** The run whose inputs, limits and operation the new ones have. */
  readonly from: string;
}

/** Hands ranges out to processes. What it does twice or not at all costs nothing: the board decides what is sent. */
export interface SliceEngine {
  /** Begins to hand out; `slices` at a time in this process. */
  work(work: {
    readonly slices: number;
    readonly handle: (job: SliceJob, signal: AbortSignal) => Promise<void>;
  }): Promise<void>;
  /** Plans a run by the clock from now on; the same name changes it. @throws ConfigError for an expression or zone that is none */
  schedule(schedule: RunSchedule): Promise<void>;
  /** False where there was none. */
  unschedule(name: string): Promise<boolean>;
  listSchedules(): Promise<readonly RunSchedule[]>;
  /** When a schedule comes next; @throws ConfigError for an expression or zone that is none */
  preview(cron: string, timeZone: string, count: number): readonly Date[];
  /** Waits for what is in hand, so long at most. */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

export interface PgBossEngineOptions {
  readonly pool: PostgresPool;
  /** Hears what goes wrong on the way; the engine goes on. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Milliseconds between looks for ranges that have no job. @default 1000 */
  readonly feedMs?: number | undefined;
}

const schema = "just_one_boss";
const slices = "just-one.slice";
const plans = "just-one.plan";

/** Ranges whose job is ending, or waits for its turn: they are looked at again two seconds later. */
const feedSoon = `
  update just_one.slice s set fed_at = clock_timestamp() - interval '118 seconds'
  from just_one.run r, unnest($1::text[], $2::integer[]) as left_over(name, number)
  where r.name = left_over.name and s.run = r.run and s.number = left_over.number and s.worker is null`;

/**
 * Opens an engine on pg-boss, one job a range. `migratePgBoss` makes its schema, and nothing else does.
 *
 * @throws ConfigError when pg-boss is not installed, or its schema is not of this version
 * @example
 * ```ts
 * const engine = await createPgBossEngine({ pool });
 * await engine.work({ slices: 2, handle: async ({ run, slice }) => void (await collectSlice({ pool, run, slice, client })) });
 * ```
 */
export async function createPgBossEngine({ pool, onError, feedMs = 1000 }: PgBossEngineOptions): Promise<SliceEngine> {
  const boss = await startBoss(pool, {
    migrate: false,
    createSchema: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    cronMonitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 5,
    onError,
  });
  const ask = createAsk(pool, { patienceMs: 0 });
  let feeding: Promise<void> | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  const feed = async (): Promise<void> => {
    try {
      const free = await ask("select name, number from just_one.feed_slices()", []);
      if (free.length === 0) return;
      const jobs = free.map(({ name, number }) => ({
        id: randomUUID(),
        data: { run: String(name), slice: Number(number) },
        singletonKey: `${String(number)} ${String(name)}`,
      }));
      const made = new Set(await boss.insert(slices, jobs, { returnId: true }));
      const left = jobs.filter(({ id }) => !made.has(id)).map(({ data }) => data);
      if (left.length > 0) await ask(feedSoon, [left.map(({ run }) => run), left.map(({ slice }) => slice)]);
    } catch (error) {
      onError?.(error);
    }
  };
  const feedOnce = (): Promise<void> => (feeding ??= feed().finally(() => (feeding = undefined)));

  return {
    work: async ({ slices: localConcurrency, handle }) => {
      await feedOnce();
      timer = setInterval(() => void feedOnce(), feedMs);
      let worker = "";
      worker = await boss.work<SliceJob>(
        slices,
        { batchSize: 1, localConcurrency, pollingIntervalSeconds: 0.5 },
        async ([job]) => {
          if (job === undefined) return;
          await handle(job.data, job.signal);
          // What is left of it, and what comes after it; this job ends first.
          await ask(feedSoon, [[job.data.run], [job.data.slice]]);
          if (worker !== "") boss.notifyWorker(worker); // the next one, without waiting for the next look
        },
      );
      await boss.work(
        plans,
        { batchSize: 1, includeMetadata: true, pollingIntervalSeconds: 2 },
        async ([job]: JobWithMetadata<RunSchedule>[]) => {
          if (job === undefined) return;
          const minute = job.startAfter.toISOString().slice(0, 16).replace(":", "-");
          await createAsk(pool, { patienceMs: 15_000, limitMs: 600_000 })("select just_one.copy_run($1, $2)", [
            job.data.from,
            `${job.data.name} ${minute}Z`,
          ]);
          await feedOnce();
        },
      );
    },
    schedule: async ({ name, cron, timeZone, from }) => {
      checkCron(() => boss.previewSchedule(cron, { tz: timeZone, count: 1 }));
      await explained(boss.schedule(plans, cron, { name, cron, timeZone, from }, { tz: timeZone, key: toKey(name) }));
    },
    unschedule: async (name) => {
      const known = await explained(boss.getSchedule(plans, toKey(name)));
      if (known !== null) await explained(boss.unschedule(plans, toKey(name)));
      return known !== null;
    },
    // Safe: `schedule` wrote it.
    listSchedules: async () =>
      (await explained(boss.getSchedules(plans))).map(({ data }) => data as unknown as RunSchedule),
    preview: (cron, timeZone, count) => checkCron(() => boss.previewSchedule(cron, { tz: timeZone, count })),
    stop: async ({ graceMs = 30_000 } = {}) => {
      clearInterval(timer);
      await feeding;
      await boss.stop({ graceful: true, timeout: graceMs, close: false });
    },
  };
}

/**
 * Makes pg-boss's own schema, or brings it to this version: the explicit step, once, before workers of this version start.
 *
 * @throws ConfigError when pg-boss is not installed, or the database cannot be reached
 * @example
 * ```ts
 * await migratePostgres(pool);
 * await migratePgBoss(pool);
 * ```
 */
export async function migratePgBoss(pool: PostgresPool): Promise<void> {
  const problems: unknown[] = [];
  const boss = await startBoss(pool, {
    migrate: true,
    supervise: false,
    schedule: false,
    registerInstance: false,
    onError: (error) => problems.push(error),
  });
  try {
    for (const name of [slices, plans]) {
      const options = {
        retryLimit: 1_000_000,
        retryDelay: 5,
        retryBackoff: true,
        retryDelayMax: 300,
        heartbeatSeconds: 30,
        expireInSeconds: 3600,
        deleteAfterSeconds: 600,
        policy: name === slices ? "exclusive" : "standard",
      };
      if ((await boss.getQueue(name)) === null) await explained(boss.createQueue(name, options));
    }
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
  if (problems.length > 0) throw explainPostgres(problems[0]);
}

async function startBoss(
  pool: PostgresPool,
  { onError, ...options }: ConstructorOptions & Pick<PgBossEngineOptions, "onError">,
): Promise<PgBoss> {
  const { PgBoss: Boss } = await import("pg-boss").catch((error: unknown) => {
    throw Object.assign(
      new ConfigError("pg-boss is not installed; install it beside this package: npm install pg-boss@12"),
      {
        cause: error,
      },
    );
  });
  const boss = new Boss({ ...options, db: toBossDatabase(pool), schema });
  boss.on("error", (told) => onError?.(toError(told)));
  try {
    await boss.start();
  } catch (error) {
    throw /not (?:been )?installed|version|migrat/i.test(error instanceof Error ? error.message : "")
      ? new ConfigError("pg-boss has no schema of this version in the database; run `just-one-collector migrate` once")
      : explainPostgres(error);
  }
  return boss;
}

function checkCron<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ConfigError(`this is no schedule: ${error instanceof Error ? error.message : "unknown reason"}`);
  }
}

async function explained<T>(doing: Promise<T>): Promise<T> {
  return doing.catch((error: unknown) => {
    throw explainPostgres(error);
  });
}

/** pg-boss takes few characters in a key. */
function toKey(name: string): string {
  return Buffer.from(name).toString("base64url");
}
