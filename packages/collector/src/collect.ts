import { catalog as wholeCatalog } from "@just-one/api/catalog";
import type { BaseOptions, ClientOptions, JustOneError } from "@just-one/core";
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
  waitLong,
} from "@just-one/core/lean";
import type { Board, NotSent, RunPlan, RunTotals } from "./board.ts";
import { createIntentStage, ItemContext } from "./intent-stage.ts";
import type { Item } from "./item.ts";
import { createItemSource } from "./item-source.ts";
import { findStop, type StopReason } from "./stop.ts";
import { createTurnQueue, type TurnQueue } from "./turn-queue.ts";

/** How a run's client is made: as `createClient`, as far as it concerns sending. */
export type CollectClientOptions = Pick<BaseOptions, "token"> &
  Pick<
    ClientOptions,
    "environment" | "baseUrl" | "allowInsecureHttp" | "fetch" | "timeoutMs" | "retry" | "catalog" | "maxResponseBytes"
  >;

export interface CollectOptions {
  readonly board: Board;
  readonly client: CollectClientOptions;
  /** Requests at once, at most. @default 16 */
  readonly concurrency?: number | undefined;
  /** Requests in a row without the vendor's reply after which the run stops. @default 10 */
  readonly maxLost?: number | undefined;
  /** Ends the run: nothing more is sent, what is under way is waited for. */
  readonly stop?: AbortSignal | undefined;
  /** Ends what is under way, too: it stays `unknown`. */
  readonly abort?: AbortSignal | undefined;
  /** Is told how far the run is, at every reply. */
  readonly onProgress?: ((progress: CollectProgress) => void) | undefined;
}

/** How far a run is. */
export interface CollectProgress {
  /** Items that this worker is through with. */
  readonly done: number;
  /** Requests that are under way. */
  readonly underWay: number;
  /** Answers by code 302 so far. */
  readonly limited: number;
  /** Until when nothing is sent because the day's quota is used up; absent while there is some. */
  readonly waitsUntil?: Date;
}

/** How a run ended. */
export interface CollectEnd {
  /** Absent when every item is through. */
  readonly stopped?: StopReason;
  /** What stopped it, where that was an error. */
  readonly error?: unknown;
  readonly totals: RunTotals;
  /** Answers by code 302. */
  readonly limited: number;
  /** Milliseconds. */
  readonly durationMs: number;
}

/**
 * Sends what a board has planned, each item at most once, until all are through or something ends it. The same again goes
 * on where it ended, also after `kill -9`.
 *
 * @throws ConfigError when nothing is planned or the options cannot work
 * @example
 * ```ts
 * const board = createFileBoard({ path: "data/board.sqlite" });
 * const { totals, stopped } = await collect({ board, client: { token } });
 * ```
 */
export async function collect(options: CollectOptions): Promise<CollectEnd> {
  const plan = await options.board.readRun();
  if (plan === undefined) throw new Error("nothing is planned on this board");
  const started = performance.now();
  const run = new Run(options, plan);
  await run.work();
  const totals = await options.board.readTotals();
  const { stopped, error, limited } = run;
  return {
    totals,
    limited,
    durationMs: performance.now() - started,
    ...(stopped !== undefined && { stopped }),
    ...(error !== undefined && { error }),
  };
}

/** One worker's way through a run. */
class Run {
  readonly #options: CollectOptions;
  readonly #plan: RunPlan;
  readonly #underWay = new Map<ItemContext, AbortController>();
  stopped: StopReason | undefined;
  error: unknown;
  limited = 0;
  #done = 0;
  #lost = 0;
  /** The worker was given up for dead while this process stood still; another one takes its place. */
  #isGivenUp = false;
  #quotaOpensAt: Date | undefined;

  constructor(options: CollectOptions, plan: RunPlan) {
    this.#options = options;
    this.#plan = plan;
  }

  async work(): Promise<void> {
    const { stop, abort } = this.#options;
    const onStop = (): void => this.#end("interrupted");
    const onAbort = (): void => {
      this.#end("interrupted");
      for (const controller of this.#underWay.values()) controller.abort();
    };
    stop?.addEventListener("abort", onStop);
    abort?.addEventListener("abort", onAbort);
    if (stop?.aborted === true || abort?.aborted === true) onStop();
    try {
      while (this.stopped === undefined) {
        this.#isGivenUp = false;
        this.#quotaOpensAt = undefined;
        await this.#round();
        if (this.#quotaOpensAt !== undefined) await this.#waitUntil(this.#quotaOpensAt);
        else if (!this.#isGivenUp) return;
      }
    } finally {
      stop?.removeEventListener("abort", onStop);
      abort?.removeEventListener("abort", onAbort);
    }
  }

  /** Everything that can be sent now. */
  async #round(): Promise<void> {
    const worker = await this.#options.board.openWorker();
    const beats = setInterval(() => void worker.beat().catch(() => undefined), 5000);
    const queue = createTurnQueue(worker);
    const source = createItemSource(worker);
    const client = this.#createClient(queue);
    const feed = async (): Promise<void> => {
      for (;;) {
        const item = this.#mayGoOn() ? await source.next() : undefined;
        if (item === undefined) return;
        await this.#collect(item, client, queue);
        await source.done(item);
      }
    };
    try {
      await Promise.all(Array.from({ length: this.#options.concurrency ?? 16 }, feed));
      await source.giveBack();
    } finally {
      clearInterval(beats);
      await worker.close();
    }
  }

  #mayGoOn(): boolean {
    return this.stopped === undefined && this.#quotaOpensAt === undefined && !this.#isGivenUp;
  }

  async #collect(item: Item, client: AnyClient, queue: TurnQueue): Promise<void> {
    const context = new ItemContext(item.seq);
    const controller = new AbortController();
    this.#underWay.set(context, controller);
    const parameters = { ...this.#plan.parameters, ...item.parameters };
    const result = await client.try(this.#plan.operation, parameters, { context, signal: controller.signal });
    this.#underWay.delete(context);
    this.#done += 1;
    if (result.ok) this.#lost = 0;
    else await this.#judge(item, result.error, queue);
    this.#tell();
  }

  /** What a failure means for the item, and for the run. */
  async #judge({ seq }: Item, error: JustOneError, queue: TurnQueue): Promise<void> {
    if (queue.trouble() !== undefined) return this.#end("board", queue.trouble());
    if (error.billing === "unknown") {
      this.#lost += 1;
      if (this.#lost >= (this.#options.maxLost ?? 10)) this.#end("network", error);
      return;
    }
    if (error.kind === "aborted" || !this.#mayGoOn()) return; // stays planned
    if (error.kind === "transport") {
      // It could not leave: the next ones cannot either, and it costs nothing to try again later.
      this.#lost += 1;
      if (this.#lost >= (this.#options.maxLost ?? 10)) this.#end("network", error);
      return;
    }
    this.#lost = 0;
    const code = "code" in error && typeof error.code === "number" ? error.code : undefined;
    if (code === 303 && "resetsAt" in error && error.resetsAt instanceof Date) {
      this.#quotaOpensAt = error.resetsAt;
      return;
    }
    const stop = code === undefined ? undefined : findStop(code);
    if (stop !== undefined) return this.#end(stop, error);
    await queue.refuse(seq, code === undefined ? error.kind : String(code));
  }

  #end(reason: StopReason, error?: unknown): void {
    if (this.stopped !== undefined) return;
    this.stopped = reason;
    this.error = error;
    // What only waits for its turn need not wait any longer; what has left is waited for.
    for (const [context, controller] of this.#underWay) if (!context.isSent) controller.abort();
  }

  #createClient(queue: TurnQueue): AnyClient {
    const { client, maxLost = 10 } = this.#options;
    const latches = createLatches();
    return createLeanClient({
      ...client,
      catalog: client.catalog ?? wholeCatalog,
      check: checkCall,
      explain: explainProblem,
      createRedactor,
      judgeTransport: judgeTransportFailure,
      replyReader: readAnyReply,
      patience: waitLong,
      stages: [
        createRetryStage(client.retry),
        { aroundCall: latches.aroundCall },
        createLimiterStage(createAdaptiveLimiter({ concurrency: this.#options.concurrency ?? 16 })),
        latches.gate,
        createBreaker({ lostInARow: maxLost }),
        createIntentStage({
          queue,
          isStopped: () => !this.#mayGoOn(),
          onRefused: (why: NotSent) => {
            if (why === "budget") this.#end("budget");
            if (why === "worker-closed") this.#isGivenUp = true;
          },
        }),
      ],
      emit: (_call, event) => {
        if (event.type === "attempt" && event.attempt.code === 302) this.limited += 1;
      },
    }) as AnyClient;
  }

  async #waitUntil(date: Date): Promise<void> {
    this.#tell(date);
    // Timers hold no longer than 24 days, and clocks are set: it is looked at anew each minute.
    while (Date.now() < date.getTime() && this.stopped === undefined) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(60_000, Math.max(1, date.getTime() - Date.now())));
        this.#options.stop?.addEventListener(
          "abort",
          () => {
            clearTimeout(timer);
            resolve();
          },
          { once: true },
        );
      });
    }
  }

  #tell(waitsUntil?: Date): void {
    this.#options.onProgress?.({
      done: this.#done,
      underWay: this.#underWay.size,
      limited: this.limited,
      ...(waitsUntil !== undefined && { waitsUntil }),
    });
  }
}

interface AnyClient {
  readonly try: (
    operation: string,
    parameters: object,
    options: { context: ItemContext; signal: AbortSignal },
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: JustOneError }>;
}
