import { checkNumbers } from "../check-numbers.ts";
import { QueueOverflow, type RateLimiter, type Release, type RequestOutcome } from "./rate-limiter.ts";

/** Limits of each operation. */
export interface AdaptiveLimiterOptions {
  /**
   * Requests of one operation under way at once, at most.
   * @default 16
   */
  readonly concurrency?: number | undefined;
  /**
   * Requests of one operation started in any 60 seconds, at most.
   * @default none
   */
  readonly requestsPerMinute?: number | undefined;
  /**
   * Halves both limits when the vendor answers with 302, and lets them grow back with successes.
   * @default true
   */
  readonly adaptive?: boolean | undefined;
  /**
   * Requests of one operation that may wait; the next one fails instead of filling the memory.
   * @default 10_000
   */
  readonly maxQueue?: number | undefined;
}

/**
 * An in-memory limiter: per operation, first come first served, abortable, with a bounded queue.
 *
 * @throws ConfigError when the options cannot work
 */
export function createAdaptiveLimiter(options: AdaptiveLimiterOptions = {}): RateLimiter {
  checkNumbers("rateLimiter", options, {
    concurrency: { from: 1, whole: true },
    requestsPerMinute: { from: 1, whole: true },
    maxQueue: { from: 0, whole: true },
  });
  const lanes = new Map<string, Lane>();
  const findLane = (operation: string): Lane => {
    let lane = lanes.get(operation);
    if (lane === undefined) {
      lane = new Lane(options);
      lanes.set(operation, lane);
    }
    return lane;
  };
  return {
    acquire: (operation, signal) => findLane(operation).acquire(signal),
  };
}

const minuteMs = 60_000;

/** The limits and the queue of one operation. */
class Lane {
  readonly #options: AdaptiveLimiterOptions;
  readonly #concurrency: AdaptiveLimit;
  readonly #perMinute: AdaptiveLimit;
  /** Insertion order is the order of service; an aborted one leaves in constant time. */
  readonly #waiting: Set<() => void> = new Set();
  /** Start times of the last minute, oldest first. */
  readonly #starts: number[] = [];
  #running = 0;
  /** Requests that started until then were sent at the old limit and do not halve it again. */
  #cutAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: AdaptiveLimiterOptions) {
    this.#options = options;
    this.#concurrency = new AdaptiveLimit(options.concurrency ?? 16);
    this.#perMinute = new AdaptiveLimit(options.requestsPerMinute ?? Infinity);
  }

  acquire(signal: AbortSignal | undefined): Release | Promise<Release> {
    if (signal?.aborted) return Promise.reject(toError(signal.reason));
    if (this.#isFree()) return this.#start();
    if (this.#waiting.size >= (this.#options.maxQueue ?? 10_000)) {
      return Promise.reject(new QueueOverflow(`${this.#waiting.size} calls of this operation wait already`));
    }
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener("abort", abort);
        resolve(this.#start());
      };
      const abort = (): void => {
        this.#waiting.delete(start);
        if (this.#waiting.size === 0) this.#stopTimer();
        reject(toError(signal?.reason));
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#waiting.add(start);
      this.#serve();
    });
  }

  #start(): Release {
    const startedAt = performance.now();
    this.#running += 1;
    if (Number.isFinite(this.#perMinute.value)) this.#starts.push(startedAt);
    let open = true;
    return (outcome) => {
      if (!open) return;
      open = false;
      this.#running -= 1;
      if (this.#options.adaptive !== false) this.#adapt(outcome, startedAt);
      this.#serve();
    };
  }

  #adapt(outcome: RequestOutcome, startedAt: number): void {
    if (outcome === "limited") {
      if (startedAt <= this.#cutAt) return;
      this.#cutAt = performance.now();
    }
    this.#concurrency.adapt(outcome);
    this.#perMinute.adapt(outcome);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #isFree(): boolean {
    return this.#waiting.size === 0 && this.#running < this.#concurrency.value && this.#msUntilNextStart() === 0;
  }

  #serve(): void {
    this.#stopTimer(); // the limit may have changed since it was set
    for (const start of this.#waiting) {
      if (this.#running >= this.#concurrency.value) return;
      const waitMs = this.#msUntilNextStart();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#serve(), waitMs);
        return;
      }
      this.#waiting.delete(start);
      start();
    }
  }

  #msUntilNextStart(): number {
    const limit = this.#perMinute.value;
    if (!Number.isFinite(limit)) return 0;
    const now = performance.now();
    while ((this.#starts[0] ?? Infinity) <= now - minuteMs) this.#starts.shift();
    const mustPass = this.#starts[this.#starts.length - limit];
    return mustPass === undefined ? 0 : Math.ceil(mustPass + minuteMs - now);
  }
}

/** A limit that is halved when it proves too high and grows back by one for as many successes as it allows. */
class AdaptiveLimit {
  readonly #max: number;
  #exact: number;

  constructor(max: number) {
    this.#max = max;
    this.#exact = max;
  }

  get value(): number {
    return Math.floor(this.#exact);
  }

  adapt(outcome: RequestOutcome): void {
    if (!Number.isFinite(this.#max)) return;
    if (outcome === "limited") this.#exact = Math.max(1, this.#exact / 2);
    if (outcome === "succeeded") this.#exact = Math.min(this.#max, this.#exact + 1 / this.#exact);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("aborted");
}
