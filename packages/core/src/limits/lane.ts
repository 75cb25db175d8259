import { longestTimerMs } from "../time/longest-timer.ts";
import { QueueOverflow, type Release, type RequestOutcome } from "./rate-limiter.ts";

/** The limits of one operation. */
export interface LaneOptions {
  readonly concurrency?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly adaptive?: boolean | undefined;
  readonly maxQueue?: number | undefined;
}

/** When the requests of one operation may start, besides: not while the vendor refuses them. */
export interface Pace {
  /** Milliseconds until the next one may start. */
  waitMs(now: number): number;
  start(now: number): void;
  /** Returns the milliseconds that the operation rests from now on, where this is news. */
  end(request: EndedRequest): number | undefined;
}

/** A request, by the clock that only moves forward. */
export interface EndedRequest {
  readonly outcome: RequestOutcome;
  readonly startedAt: number;
  readonly now: number;
  readonly retryAfterMs: number | undefined;
}

/** The queue of one operation, and its places. */
export interface Lane {
  /** A place, where one is free at once. */
  readonly take: () => Place | undefined;
  /** A place as soon as there is one, first come first served. */
  readonly acquire: (signal: AbortSignal | undefined) => Release | Promise<Release>;
}

/** Gives a place back; without an outcome where nobody knows how the request ended. */
export type Place = (outcome?: RequestOutcome, retryAfterMs?: number) => unknown;

const minuteMs = 60_000;

export function createLane(options: LaneOptions, pace: Pace): Lane {
  const { concurrency = 16, requestsPerMinute = Infinity, adaptive = true } = options;
  // Halved when it proves too high; grows back by one for as many successes as it allows.
  let atOnce = concurrency;
  let running = 0;
  // Insertion order is the order of service; an aborted one leaves in constant time.
  const waiting = new Set<(place: Place) => void>();
  // Start times of the last minute, oldest first; kept only where they are limited.
  const starts: number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** A place, or the milliseconds until one may be free; infinite until another one is given back. */
  const tryStart = (): Place | number => {
    if (running + 1 > atOnce) return Infinity;
    const startedAt = performance.now();
    let waitMs = pace.waitMs(startedAt);
    if (requestsPerMinute < Infinity) {
      while ((starts[0] ?? Infinity) <= startedAt - minuteMs) starts.shift();
      const mustPass = starts[starts.length - requestsPerMinute] ?? -Infinity;
      waitMs = Math.max(waitMs, Math.ceil(mustPass + minuteMs - startedAt));
    }
    if (waitMs > 0) return waitMs;
    if (requestsPerMinute < Infinity) starts.push(startedAt);
    pace.start(startedAt);
    running += 1;
    let isHeld = true;
    return (outcome, retryAfterMs) => {
      if (!isHeld) return undefined;
      isHeld = false;
      running -= 1;
      const restMs = adaptive && outcome && pace.end({ outcome, startedAt, now: performance.now(), retryAfterMs });
      // Those that were under way together halve it once.
      if (typeof restMs === "number") atOnce = Math.max(1, atOnce / 2);
      if (adaptive && outcome === "succeeded") atOnce = Math.min(concurrency, atOnce + 1 / atOnce);
      serve();
      return restMs;
    };
  };

  const take = (): Place | undefined => {
    const place = tryStart();
    return typeof place === "function" ? place : undefined;
  };

  const serve = (): void => {
    clearTimeout(timer); // the limit may have changed since it was set
    for (const next of waiting) {
      const place = tryStart();
      if (typeof place === "number") {
        if (place < Infinity) timer = setTimeout(serve, Math.min(place, longestTimerMs));
        return;
      }
      waiting.delete(next);
      next(place);
    }
  };

  return {
    take,
    acquire: (signal) => {
      const free = signal?.aborted || waiting.size > 0 ? undefined : take();
      if (free !== undefined) return free;
      return new Promise((resolve, reject) => {
        if (signal?.aborted) throw toError(signal);
        checkQueue(waiting, options);
        const next = (place: Place): void => {
          signal?.removeEventListener("abort", abort);
          resolve(place);
        };
        const abort = (): void => {
          waiting.delete(next);
          serve();
          reject(toError(signal));
        };
        signal?.addEventListener("abort", abort, { once: true });
        waiting.add(next);
        serve();
      });
    },
  };
}

/** @throws QueueOverflow when no more may wait */
export function checkQueue({ size }: ReadonlySet<unknown>, { maxQueue = 10_000 }: LaneOptions): void {
  if (size >= maxQueue) throw new QueueOverflow(`${size} calls of this operation wait already`);
}

/** Why one that waits is given up. */
export function toError(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error("aborted");
}
