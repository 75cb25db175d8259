import { catalog as wholeCatalog } from "@just-one/api/catalog";
import { setTimeout } from "node:timers/promises";
import { ConfigError, type JustOneError } from "@just-one/core";
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
import type { NotSent, RunPlan, Worker } from "./board.ts";
import type { CollectOptions } from "./collect-options.ts";
import { createIntentStage, ItemContext } from "./intent-stage.ts";
import { type Item, reasonOfDoubt } from "./item.ts";
import { createItemSource, type ItemSource } from "./item-source.ts";
import { createShareStage } from "./shared-replies.ts";
import { findStop, type StopReason } from "./stop.ts";
import { createTurnQueue, type TurnQueue } from "./turn-queue.ts";
import { observe } from "./observe.ts";

/** What a run goes by, all of it checked. */
export interface RunSettings {
  readonly plan: RunPlan;
  readonly concurrency: number;
  readonly maxLost: number;
}

/** One worker's way through a run. */
export class Run {
  readonly #options: CollectOptions;
  readonly #settings: RunSettings;
  readonly #underWay = new Map<ItemContext, AbortController>();
  /** Items whose next one is sent already while they are written. */
  readonly #settling = new Set<Promise<void>>();
  readonly #ended = new AbortController();
  stopped: StopReason | undefined;
  error: unknown;
  limited = 0;
  #limitedUntil = 0;
  /** What none of the items can be sent with; thrown once everything is settled. */
  #refusal: JustOneError | undefined;
  #done = 0;
  #lost = 0;
  /** The worker was given up for dead while this process stood still; another one takes its place. */
  #isGivenUp = false;
  #quotaOpensAt: Date | undefined;

  constructor(options: CollectOptions, settings: RunSettings) {
    this.#options = options;
    this.#settings = settings;
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
        else if (!this.#isGivenUp) break;
      }
    } finally {
      stop?.removeEventListener("abort", onStop);
      abort?.removeEventListener("abort", onAbort);
    }
    if (this.#refusal !== undefined) throw this.#refusal;
  }

  /** Everything that can be sent now. */
  async #round(): Promise<void> {
    let worker: Worker;
    try {
      worker = await this.#options.board.openWorker();
    } catch (error) {
      return this.#end("board", error);
    }
    const beats = setInterval(
      () => void worker.beat().catch(() => undefined),
      Math.max(10, Math.min(5000, worker.leaseMs / 6)),
    );
    try {
      const queue = createTurnQueue(worker, { abort: this.#options.abort });
      const source = createItemSource(worker);
      const client = this.#createClient(queue);
      do {
        // None of them rejects: what is under way is waited for, whatever has happened to another one.
        await Promise.all(Array.from({ length: this.#settings.concurrency }, () => this.#feed(source, client, queue)));
        await Promise.all(this.#settling);
      } while (this.#mayGoOn() && source.isHeld() && (await this.#sleep(heldMs)));
    } finally {
      await Promise.all(this.#settling);
      clearInterval(beats);
      await worker.close().catch((error: unknown) => this.#end("board", error));
    }
  }

  async #feed(source: ItemSource, client: AnyClient, queue: TurnQueue): Promise<void> {
    try {
      while (this.#mayGoOn()) {
        const item = await source.next();
        if (item === undefined || !this.#mayGoOn()) return;
        const { settled } = await this.#collect(item, client, queue);
        const through = settled.then(() => this.#close(item, source)).finally(() => this.#settling.delete(through));
        this.#settling.add(through);
      }
    } catch (error) {
      this.#end("board", error);
    }
  }

  async #close(item: Item, source: ItemSource): Promise<void> {
    try {
      // Its slice stays open where an item of it may not be settled: closing the worker sees to it.
      if (this.stopped !== "board") await source.done(item);
    } catch (error) {
      this.#end("board", error);
    }
  }

  #mayGoOn(): boolean {
    return this.stopped === undefined && this.#quotaOpensAt === undefined && !this.#isGivenUp;
  }

  async #collect(item: Item, client: AnyClient, queue: TurnQueue): Promise<ItemContext> {
    const { plan } = this.#settings;
    const parameters = { ...plan.parameters, ...item.parameters };
    const context = new ItemContext(item.seq, parameters);
    const controller = new AbortController();
    this.#underWay.set(context, controller);
    this.#tell();
    try {
      const result = await client.try(plan.operation, parameters, { context, signal: controller.signal });
      if (result.ok) this.#lost = 0;
      else if (!context.isHeldBack) {
        await context.settled;
        await this.#judge(item, result.error, queue);
      }
      return context;
    } finally {
      this.#underWay.delete(context);
      this.#done += 1;
      this.#tell();
    }
  }

  /** What a failure means for the item, and for the run. */
  async #judge({ seq }: Item, error: JustOneError, queue: TurnQueue): Promise<void> {
    if (error.billing === "unknown") return this.#lose(error);
    if (error.kind === "aborted" || !this.#mayGoOn()) return; // stays planned
    // It could not leave: the next ones cannot either, and it costs nothing to try again later.
    if (error.kind === "transport") return this.#lose(error);
    if (ConfigError.is(error) && error.inDoubt === true) return queue.refuse(seq, reasonOfDoubt);
    if (error.kind === "config") {
      this.#refusal ??= error;
      return this.#end("interrupted");
    }
    this.#lost = 0;
    const code = "code" in error && typeof error.code === "number" ? error.code : undefined;
    if (code === 303 && "resetsAt" in error && error.resetsAt instanceof Date) {
      this.#quotaOpensAt = error.resetsAt;
      this.#letGo();
      return;
    }
    const stop = code === undefined ? undefined : findStop(code);
    if (stop !== undefined) return this.#end(stop, error);
    await queue.refuse(seq, code === undefined ? error.kind : String(code));
  }

  #lose(error: JustOneError): void {
    this.#lost += 1;
    if (this.#lost >= this.#settings.maxLost) this.#end("network", error);
  }

  #end(reason: StopReason, error?: unknown): void {
    // What is not settled must not be taken for settled: that reason goes before all others.
    if (this.stopped !== undefined && (reason !== "board" || this.stopped === "board")) return;
    this.stopped = reason;
    this.error = error;
    this.#letGo();
    this.#ended.abort();
  }

  /** What only waits for its turn need not wait any longer; what has left is waited for. */
  #letGo(): void {
    for (const [context, controller] of this.#underWay) if (!context.isSent) controller.abort();
  }

  #createClient(queue: TurnQueue): AnyClient {
    const { client, onReply, shared, board } = this.#options;
    const { maxLost, concurrency } = this.#settings;
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
      readDelay: readDates, // or nobody knows when the day's quota opens again
      stages: [
        createRetryStage(client.retry),
        ...(shared === undefined ? [] : [createShareStage(shared, async (seq, reply) => board.skip?.(seq, reply))]),
        { aroundCall: latches.aroundCall },
        createLimiterStage(this.#options.limiter ?? createAdaptiveLimiter({ concurrency })),
        latches.gate,
        createBreaker({ lostInARow: maxLost }),
        ...(shared?.twins.aroundAttempt === undefined ? [] : [{ aroundAttempt: shared.twins.aroundAttempt }]),
        createIntentStage({
          queue,
          isStopped: () => !this.#mayGoOn(),
          onRefused: (why: NotSent) => {
            if (why === "budget") this.#end("budget");
            if (why === "worker-closed") this.#isGivenUp = true;
          },
          onTrouble: (error) => this.#end("board", error),
          onReply: ({ seq, parameters }, reply) => observe(onReply, { seq, parameters, reply }),
        }),
      ],
      emit: (_call, event) => {
        if (event.type === "attempt" && event.attempt.code === 302) this.limited += 1;
        if (event.type !== "paused") return;
        this.#limitedUntil = Math.max(this.#limitedUntil, Date.now() + event.waitMs);
        this.#tell();
      },
    }) as AnyClient;
  }

  async #waitUntil(date: Date): Promise<void> {
    this.#tell(date);
    // Timers hold no longer than 24 days, and clocks are set: it is looked at anew each minute.
    while (Date.now() < date.getTime() && (await this.#sleep(Math.min(60_000, date.getTime() - Date.now()))));
  }

  /** False as soon as the run has ended. */
  async #sleep(ms: number): Promise<boolean> {
    const { signal } = this.#ended;
    await setTimeout(ms, undefined, { signal }).catch(() => undefined);
    return !signal.aborted;
  }

  /** An observer's own trouble is not the run's, also an async one's. */
  #tell(waitsUntil?: Date): void {
    observe(this.#options.onProgress, {
      done: this.#done,
      underWay: this.#underWay.size,
      limited: this.limited,
      ...(waitsUntil !== undefined && { waitsUntil }),
      ...(this.#limitedUntil > Date.now() && { limitedUntil: new Date(this.#limitedUntil) }),
    });
  }
}

const heldMs = 500;

interface AnyClient {
  readonly try: (
    operation: string,
    parameters: object,
    options: { context: ItemContext; signal: AbortSignal },
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: JustOneError }>;
}
