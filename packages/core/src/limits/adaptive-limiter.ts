import { checkNumbers } from "../check-numbers.ts";
import { longestTimerMs } from "../time/longest-timer.ts";
import { findOrCreate } from "../find-or-create.ts";
import { wait } from "../time/wait.ts";
import { forgetGone, keepSeen, mayVanish, type Presence } from "./presence.ts";
import { createPace, type EndedRequest } from "./pace.ts";
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
   * Lets an operation rest when the vendor answers with 302, as long as `Retry-After` says or `pauseMs`; after that half
   * as many run at once, at the pace that the vendor let through. Both grow back with successes.
   * @default true
   */
  readonly adaptive?: boolean | undefined;
  /**
   * Milliseconds that an operation rests at least after a 302 without `Retry-After`, at random up to twice that, and
   * longer, up to 30 s, while nothing is let through.
   * @default 5000, or `baseMs` of the client's `retry`
   */
  readonly pauseMs?: number | undefined;
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
export function createAdaptiveLimiter(given: AdaptiveLimiterOptions = {}): RateLimiter {
  const options = { ...given }; // read once, whatever becomes of the caller's
  checkNumbers("rateLimiter.", options, { concurrency: 1, requestsPerMinute: 1, maxQueue: 0, pauseMs: 0 });
  const lanes = new Map<string, Lane>();
  const create = (): Lane => createLane(options);
  return { acquire: (operation, signal) => findOrCreate(lanes, operation, create)(signal) };
}

const minuteMs = 60_000;
const pollMs = 50;

/** `acquire` of one operation. */
type Lane = (signal: AbortSignal | undefined) => Release | Promise<Release>;

/** The limits and the queue of one operation. */
function createLane(options: AdaptiveLimiterOptions): Lane {
  const { adaptive = true, maxQueue = 10_000 } = options;
  const atOnce = createLimit(options.concurrency ?? 16);
  const perMinute = options.requestsPerMinute ?? Infinity;
  const pace = createPace(options.pauseMs);
  // Insertion order is the order of service; an aborted one leaves in constant time.
  const waiting = new Set<() => void>();
  // Start times of the last minute, oldest first; kept only where they are limited.
  const starts: number[] = [];
  const running = new Set<Presence>();
  // Where whoever waits may vanish, each looks for itself whether it is its turn, and who is gone is left out.
  const polling = mayVanish() ? new Set<Presence>() : undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const msUntilNextStart = (): number => {
    const now = performance.now();
    const paceMs = pace.waitMs(now);
    if (starts.length === 0) return paceMs;
    while ((starts[0] ?? Infinity) <= now - minuteMs) starts.shift();
    const mustPass = starts[starts.length - perMinute];
    return mustPass === undefined ? paceMs : Math.max(paceMs, Math.ceil(mustPass + minuteMs - now));
  };

  const adapt = (ended: EndedRequest): number | undefined => {
    const restMs = pace.end(ended);
    // Those that were under way together halve it once.
    if (ended.outcome !== "limited" || restMs !== undefined) atOnce.adapt(ended.outcome);
    return restMs;
  };

  const start = (): Release => {
    const startedAt = performance.now();
    const place = { seenAt: startedAt };
    const leave = polling && keepSeen(place);
    running.add(place);
    if (perMinute < Infinity) starts.push(startedAt);
    pace.start(startedAt);
    return (outcome, retryAfterMs) => {
      leave?.();
      if (!running.delete(place)) return undefined;
      const restMs = adaptive ? adapt({ outcome, startedAt, now: performance.now(), retryAfterMs }) : undefined;
      serve();
      return restMs;
    };
  };

  const serve = (): void => {
    clearTimeout(timer); // the limit may have changed since it was set
    for (const next of waiting) {
      if (running.size >= atOnce.value()) return;
      const waitMs = msUntilNextStart();
      if (waitMs > 0) {
        timer = setTimeout(serve, Math.min(waitMs, longestTimerMs));
        return;
      }
      waiting.delete(next);
      next();
    }
  };

  const isFree = (): boolean => running.size < atOnce.value() && msUntilNextStart() === 0;

  const poll = async (queue: Set<Presence>, signal: AbortSignal | undefined): Promise<Release> => {
    const turn = { seenAt: 0 };
    try {
      do {
        turn.seenAt = performance.now();
        queue.add(turn);
        forgetGone(queue);
        forgetGone(running);
        const [first] = queue;
        if (first === turn && isFree()) return start();
      } while (await wait(pollMs, signal));
      throw toError(signal?.reason);
    } finally {
      queue.delete(turn);
    }
  };

  return (signal) => {
    if (signal?.aborted) return Promise.reject(toError(signal.reason));
    if (polling) forgetGone(polling);
    const queue = polling ?? waiting;
    if (queue.size === 0 && isFree()) return start();
    if (queue.size >= maxQueue) {
      return Promise.reject(new QueueOverflow(`${queue.size} calls of this operation wait already`));
    }
    if (polling) return poll(polling, signal);
    return new Promise((resolve, reject) => {
      const next = (): void => {
        signal?.removeEventListener("abort", abort);
        resolve(start());
      };
      const abort = (): void => {
        waiting.delete(next);
        serve();
        reject(toError(signal?.reason));
      };
      signal?.addEventListener("abort", abort, { once: true });
      waiting.add(next);
      serve();
    });
  };
}

interface Limit {
  value(): number;
  adapt(outcome: RequestOutcome): void;
}

/** A limit that is halved when it proves too high and grows back by one for as many successes as it allows. */
function createLimit(max: number): Limit {
  let exact = max;
  return {
    value: () => Math.floor(exact),
    adapt: (outcome) => {
      if (outcome === "limited") exact = Math.max(1, exact / 2);
      if (outcome === "succeeded") exact = Math.min(max, exact + 1 / exact);
    },
  };
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("aborted");
}
