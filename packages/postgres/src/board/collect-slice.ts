import { type Board, type CollectOptions, type StopReason, type Worker } from "@just-one/collector";
import { sendPlanned } from "@just-one/collector/board-kit";
import type { RateLimiter } from "@just-one/core/lean";
import type { PostgresPool } from "../pool.ts";
import { createAsk } from "./ask-store.ts";
import { beginRange } from "./begin-range.ts";
import { createPostgresBoard, type PostgresBoardOptions } from "./create-postgres-board.ts";

/** A range of a run, and how it is sent. */
export interface CollectSliceOptions
  extends
    Pick<PostgresBoardOptions, "run" | "leaseMs" | "patienceMs">,
    Pick<CollectOptions, "client" | "concurrency" | "maxLost" | "onProgress" | "onReply"> {
  readonly pool: PostgresPool;
  /** Lets requests of an operation leave, for all ranges of this process, or of all machines. @default one for this range */
  readonly findLimiter?: ((operation: string) => RateLimiter) | undefined;
  /** The range's number. */
  readonly slice: number;
  /** Hands the range back: nothing more is sent, what is under way is waited for. */
  readonly stop?: AbortSignal | undefined;
  /** Ends what is under way, too; it stays `unknown`. */
  readonly abort?: AbortSignal | undefined;
  /** Milliseconds after which the range is handed back, whatever is left of it. @default 900_000 */
  readonly sliceMs?: number | undefined;
}

/** How it ended. */
export interface SliceEnd {
  /** Absent when the range is through, or was handed back. */
  readonly stopped?: StopReason;
  /** What stopped it, where that was an error. */
  readonly error?: unknown;
  /** Answers by code 302. */
  readonly limited: number;
  /** Milliseconds. */
  readonly durationMs: number;
}

/**
 * Sends one range of a run. A door that is shut for the whole account (303, 601, 602, 600, 100) pauses the run for all machines, until
 * it opens or for some minutes; the range goes back.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * await collectSlice({ pool, run: "creators", slice: 3, client: { token } });
 * ```
 */
export async function collectSlice(options: CollectSliceOptions): Promise<SliceEnd> {
  const {
    pool,
    run,
    slice,
    leaseMs,
    patienceMs,
    sliceMs = 900_000,
    stop,
    findLimiter,
    onProgress,
    ...sending
  } = options;
  const board = createPostgresBoard({ pool, run, leaseMs, patienceMs });
  const plan = await board.readRun();
  if (plan === undefined) return { limited: 0, durationMs: 0 };
  const own = new AbortController();
  const ends = stop === undefined ? own.signal : AbortSignal.any([stop, own.signal]);
  const limiter = findLimiter?.(plan.operation);
  const pass = limiter === undefined ? () => {} : await beginRange(limiter, plan.operation, ends);
  const timer = setTimeout(() => own.abort(), sliceMs);
  let opensAt: Date | undefined;
  try {
    const entry = sending.client.catalog === undefined ? await board.readEntry() : undefined;
    const { stopped, error, limited, durationMs } = await sendPlanned({
      ...sending,
      client: { ...sending.client, ...(entry !== undefined && { catalog: [entry] }) },
      board: { ...tellWhenEmpty(board.onSlice(slice), pass), readRun: async () => plan },
      limiter,
      stop: ends,
      onProgress: (progress) => {
        if (progress.waitsUntil !== undefined) {
          opensAt = progress.waitsUntil;
          own.abort(); // others wait for it, too
        }
        return onProgress?.(progress);
      },
    });
    const pause = opensAt === undefined ? findPause(stopped) : { until: opensAt, why: "quota" };
    if (pause !== undefined) {
      await createAsk(pool, { patienceMs: patienceMs ?? 15_000 })("select just_one.pause_run($1, $2, $3)", [
        run,
        pause.until,
        pause.why,
      ]);
    }
    const isHandedBack = stopped === "interrupted" && own.signal.aborted;
    return {
      limited,
      durationMs,
      ...(stopped !== undefined && !isHandedBack && { stopped }),
      ...(error !== undefined && { error }),
    };
  } finally {
    clearTimeout(timer);
    pass();
  }
}

/** Tells when a range has no more items to hand out. */
function tellWhenEmpty(board: Board, tell: () => void): Board {
  const openWorker = async (): Promise<Worker> => {
    const worker = await board.openWorker();
    return {
      ...worker,
      takeSlice: async () => {
        const slice = await worker.takeSlice();
        if (slice === undefined || slice === "held") tell();
        return slice;
      },
    };
  };
  return { ...board, openWorker };
}

/** To ask again costs nothing: what these answer with is unbilled. */
function findPause(stopped: StopReason | undefined): { readonly until: Date; readonly why: string } | undefined {
  if (stopped === undefined || stopped === "interrupted" || stopped === "board" || stopped === "budget")
    return undefined;
  return { until: new Date(Date.now() + (stopped === "network" ? 60_000 : 600_000)), why: stopped };
}
