import { createRedactor } from "@just-one/secrets";
import { findStoreRisk, type OpenPostgres } from "@just-one/postgres";
import { collectSlice, createPgBossEngine, listRuns, type SliceJob } from "@just-one/postgres/board";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { type StoreOptions, withStore } from "../open-store.ts";
import type { Surroundings } from "../surroundings.ts";
import { createCounters } from "../worker/counters.ts";
import { createLog } from "../worker/log.ts";
import { openLimits } from "../worker/open-limits.ts";
import { serve } from "../worker/serve.ts";
import { type Client, readClient } from "../worker/read-client.ts";
import { watchStore } from "../worker/watch-store.ts";
import { waitUntilThrough } from "../worker/wait-until-through.ts";

export interface WorkOptions extends StoreOptions {
  readonly concurrency: number;
  readonly totalConcurrency?: number;
  readonly requestsPerMinute?: number;
  readonly slices: number;
  readonly maxLost: number;
  readonly port?: number;
  readonly host: string;
  /** Seconds. */
  readonly grace: number;
  /** Seconds. */
  readonly lease: number;
  readonly once?: boolean;
  readonly allowInsecureHttp?: boolean;
}

/** `work`: sends ranges that the engine hands out, until it is told to end. */
export async function work(options: WorkOptions, surroundings: Surroundings): Promise<ExitCode> {
  const client = readClient(options, surroundings);
  // Each range takes a connection for its turns and one for its signs of life, at most.
  return withStore(
    options,
    surroundings,
    (pool) => workOn(pool, client, options, surroundings),
    options.slices * 2 + 6,
  );
}

async function workOn(
  pool: OpenPostgres,
  client: Client,
  options: WorkOptions,
  { stderr, stop, abort }: Surroundings,
): Promise<ExitCode> {
  const clean = createRedactor(client.token);
  const log = createLog(stderr, clean);
  const counters = createCounters();
  const told = (event: string) => (error: unknown) =>
    log(event, { message: error instanceof Error ? error.message : String(error) });
  const patience = new AbortController(); // what is under way is not waited for any longer
  const end = AbortSignal.any([abort, patience.signal]);
  const { slices } = options;
  const limits = openLimits(pool, options);
  const handle = async ({ run, slice }: SliceJob, signal: AbortSignal): Promise<void> => {
    if (stop.aborted) return;
    log("slice-started", { run, slice });
    const progress = counters.begin();
    try {
      const { stopped, error, limited, durationMs } = await collectSlice({
        pool,
        run,
        slice,
        client,
        leaseMs: options.lease * 1000,
        concurrency: options.concurrency,
        findLimiter: limits.find,
        maxLost: options.maxLost,
        stop: AbortSignal.any([stop, signal]),
        abort: end,
        onProgress: progress.update,
        onReply: progress.reply,
      });
      progress.end(stopped);
      const why = stopped === undefined ? {} : { stopped };
      log("slice-ended", {
        run,
        slice,
        ...why,
        limited,
        ms: Math.round(durationMs),
        ...(error !== undefined && { message: describe(error) }),
      });
      if (stopped === "board") throw new Error(describe(error)); // the engine tries it again later
    } catch (error) {
      progress.end("failed");
      told("slice-failed")(error);
      throw error;
    }
  };

  const engine = await createPgBossEngine({ pool, onError: told("engine") });
  const store = watchStore(pool, { onChange: (isThere) => log(isThere ? "store-is-back" : "store-is-away") });
  const server =
    options.port === undefined
      ? undefined
      : await serve({
          port: options.port,
          host: options.host,
          isHealthy: () => store.isThere() && !stop.aborted,
          counters,
          pool,
        });
  log("started", { concurrency: options.concurrency, slices, ...(server !== undefined && { port: server.port }) });
  const risk = await findStoreRisk(pool).catch(() => undefined); // that it is away is told by others
  if (risk !== undefined) log("store-forgets", { message: risk });
  try {
    await engine.work({ slices, handle });
    const through = options.once === true ? waitUntilThrough(pool, stop) : undefined;
    await Promise.race([through ?? new Promise(() => {}), whenAborted(stop)]);
    log(stop.aborted ? "stopping" : "nothing-left");
    const timer = setTimeout(() => patience.abort(), options.grace * 1000);
    await engine.stop({ graceMs: options.grace * 1000 + 10_000 });
    clearTimeout(timer);
    log("stopped", counters.sum());
    return options.once === true && !stop.aborted ? toExit(await listRuns(pool)) : exitCodes.done;
  } finally {
    store.close();
    await limits.close();
    await server?.close();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : "unknown reason";
}

async function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

function toExit(runs: Awaited<ReturnType<typeof listRuns>>): ExitCode {
  if (runs.some(({ pausesFor }) => pausesFor === "token" || pausesFor === "permission"))
    return exitCodes.tokenOrPermission;
  const isOut = ({ items, isSpent, pausesFor }: (typeof runs)[number]): boolean =>
    items.planned > 0 && (isSpent || ["quota", "balance", "token-cap"].includes(pausesFor ?? ""));
  if (runs.some(isOut)) return exitCodes.quotaOrBudget;
  const left = runs.reduce((sum, { items }) => sum + items.planned + items.failed + items.unknown + items.invalid, 0);
  return left > 0 ? exitCodes.partFailed : exitCodes.done;
}
