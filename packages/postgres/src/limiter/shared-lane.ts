import { QueueOverflow, type Release } from "@just-one/core";
import { ask } from "../ask.ts";
import { explainPostgres, isTransient } from "../explain-postgres.ts";
import type { PostgresPool } from "../pool.ts";

/** The queue of one operation in one process. */
export interface SharedLane {
  acquire(signal: AbortSignal | undefined): Promise<Release>;
  close(): Promise<void>;
}

/** Whose limits, and which. */
export interface SharedLaneOptions {
  readonly pool: PostgresPool;
  readonly account: string;
  readonly holder: string;
  readonly operation: string;
  readonly concurrency: number;
  readonly requestsPerMinute: number | undefined;
  readonly burst: number;
  readonly pauseMs: number;
  readonly maxQueue: number;
}

/** What the database lets this process have. */
interface Lease {
  readonly held: number;
  readonly restMs: number;
  readonly slots: number;
  readonly firstMs: number;
  readonly gapMs: number;
}

interface Waiting {
  readonly go: () => void;
  readonly fail: (error: Error) => void;
}

/** Leases of the database last ten seconds; one is not relied on in its last. */
const leaseMs = 9000;
const renewMs = 2000;
/** While calls wait here others may wait, too: what is theirs is given back sooner. */
const renewBusyMs = 500;
const slotsAtOnce = 10;
/** A start that is later than this is left: a process that stood still would begin them all at once. */
const latestMs = 1000;

/** Serves its queue from what it has leased, first come first served, and leases again in time. */
export function createSharedLane(options: SharedLaneOptions): SharedLane {
  const { pool, account, holder, operation, concurrency, requestsPerMinute, burst, pauseMs, maxQueue } = options;
  const waiting = new Set<Waiting>();
  let running = 0;
  let held = 0;
  let leasedUntil = -Infinity;
  let renewAt = -Infinity;
  let isCapped = false;
  let openAt = -Infinity;
  let closedAt = -Infinity;
  /** Starts that are ours, in order. */
  let slots: number[] = [];
  /** What the database has not been told. */
  let news = createNews();
  let isAsking = false;
  let askAgainMs = 0;
  /** Infinite while the database answers; a server that was never there has a wrong address, as a rule. */
  let failingSince = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const wake = (afterMs: number): void => {
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(serve, Math.max(0, Math.min(afterMs, renewMs)));
    if (waiting.size === 0) timer.unref(); // nobody is kept alive by what they have leased
  };

  /** Lets go whoever may; asks the database where more is wanted, or the time has come. */
  const serve = (): void => {
    const now = performance.now();
    slots = slots.filter((at) => at > now - latestMs);
    let nextMs = renewMs;
    for (const one of waiting) {
      if (now > leasedUntil || running >= held) break;
      if (openAt > now) {
        nextMs = openAt - now;
        break;
      }
      if (requestsPerMinute !== undefined) {
        const [at = Infinity] = slots;
        if (at > now) {
          nextMs = at - now;
          break;
        }
        slots.shift();
      }
      waiting.delete(one);
      running += 1;
      one.go();
    }
    // Whoever has less than it wanted has its share, and hears at the next renewal whether that has grown.
    const lacksPlace = now > leasedUntil || held === 0 || (!isCapped && countWanted() > held);
    const isShort = waiting.size > 0 && openAt <= now && (lacksPlace || (running < held && needsSlots()));
    const isDue = now >= renewAt && (running > 0 || waiting.size > 0 || held > 0 || news.succeeded > 0);
    if (!isAsking && (isDue || isShort || news.limited !== undefined) && now >= askAgainMs) void renew();
    if (waiting.size > 0 || running > 0 || held > 0)
      wake(isAsking ? nextMs : Math.min(nextMs, Math.max(askAgainMs - now, isShort ? 0 : renewAt - now)));
  };

  const countWanted = (): number => Math.min(concurrency, running + waiting.size);
  const needsSlots = (): boolean => requestsPerMinute !== undefined && slots.length < Math.min(3, waiting.size);

  const renew = async (): Promise<void> => {
    isAsking = true;
    await new Promise((resolve) => setImmediate(resolve)); // many calls come at one time
    const told = news;
    news = createNews();
    const askedAt = performance.now();
    const wanted = countWanted();
    try {
      const lease = await askLease(told, wanted, askedAt);
      const now = performance.now();
      failingSince = Infinity;
      held = lease.held;
      isCapped = held < wanted;
      leasedUntil = askedAt + leaseMs;
      renewAt = askedAt + (waiting.size > 0 ? renewBusyMs : renewMs);
      openAt = Math.max(openAt, now + lease.restMs);
      for (let place = 0; place < lease.slots; place += 1)
        slots.push(now + Math.max(0, lease.firstMs + place * lease.gapMs));
      // Others have it all: they give back what is not theirs when they ask next.
      askAgainMs = held > 0 ? 0 : now + 50 + Math.random() * 150;
    } catch (error) {
      news = joinNews(told, news);
      const now = performance.now();
      failingSince = Math.min(failingSince, now);
      askAgainMs = now + 200 + Math.random() * 300;
      const mayPass = isTransient(error) && (now - failingSince <= failAfterMs || leasedUntil > now);
      if (!mayPass) {
        for (const one of waiting) one.fail(explainPostgres(error));
        waiting.clear();
      }
    } finally {
      isAsking = false;
      serve();
    }
  };

  const askLease = async ({ succeeded, limited }: News, wanted: number, now: number): Promise<Lease> => {
    const told = {
      wanted,
      running,
      concurrency,
      succeeded,
      ...(requestsPerMinute === undefined ? {} : { perMinute: requestsPerMinute, burst }),
      slots: needsSlots() ? Math.min(slotsAtOnce, waiting.size) : 0,
      ...(limited === undefined ? {} : { limitedAgeMs: now - limited.startedAt, restMs: limited.restMs }),
      ...(limited?.atLeastMs === undefined ? {} : { atLeastMs: limited.atLeastMs }),
    };
    const values = [account, operation, holder, JSON.stringify(told)];
    const [row] = await ask(pool, "select just_one.limiter_turn($1, $2, $3, $4::jsonb) as lease", values);
    return row?.["lease"] as Lease; // safe: the function is of our own making
  };

  const createRelease = (): Release => {
    const startedAt = performance.now();
    let isHeld = true;
    return (outcome, retryAfterMs) => {
      if (!isHeld) return undefined;
      isHeld = false;
      running -= 1;
      if (outcome === "succeeded") news.succeeded += 1;
      const restMs = outcome === "limited" ? rest(startedAt, retryAfterMs) : undefined;
      serve();
      return restMs;
    };
  };

  /** How long the operation rests, where this is news to this process; the others hear of it by the database. */
  const rest = (startedAt: number, atLeastMs: number | undefined): number | undefined => {
    const now = performance.now();
    const restMs = Math.min(atLeastMs ?? pauseMs * (1 + Math.random()), longestRestMs);
    news = joinNews(news, { succeeded: 0, limited: { startedAt, restMs, atLeastMs: atLeastMs && restMs } });
    const isNews = startedAt > closedAt;
    if (isNews || atLeastMs !== undefined) openAt = Math.max(openAt, now + restMs);
    if (!isNews) return undefined;
    closedAt = now;
    return restMs;
  };

  return {
    acquire: async (signal) => {
      if (signal?.aborted === true) throw toError(signal.reason);
      if (isClosed) throw new Error("the limiter is closed");
      if (waiting.size >= maxQueue) throw new QueueOverflow(`${waiting.size} calls of this operation wait already`);
      await new Promise<void>((resolve, reject) => {
        const end = (): void => signal?.removeEventListener("abort", abort);
        const one: Waiting = {
          go: () => {
            end();
            resolve();
          },
          fail: (error) => {
            end();
            reject(error);
          },
        };
        const abort = (): void => {
          waiting.delete(one);
          reject(toError(signal?.reason));
        };
        signal?.addEventListener("abort", abort, { once: true });
        waiting.add(one);
        serve();
      });
      return createRelease();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      for (const one of waiting) one.fail(new Error("the limiter is closed"));
      waiting.clear();
      await askLease(news, 0, performance.now()).catch(() => undefined); // it ends by itself
      clearTimeout(timer);
    },
  };
}

/** Some years. */
const longestRestMs = 1e11;
/** The database may start again meanwhile. */
const failAfterMs = 5000;

interface News {
  succeeded: number;
  readonly limited?:
    | { readonly startedAt: number; readonly restMs: number; readonly atLeastMs: number | undefined }
    | undefined;
}

function createNews(): News {
  return { succeeded: 0 };
}

/** Of requests that were answered with 302, the youngest tells whether it is news, and the longest rest counts. */
function joinNews(one: News, other: News): News {
  const succeeded = one.succeeded + other.succeeded;
  if (one.limited === undefined || other.limited === undefined)
    return { succeeded, limited: one.limited ?? other.limited };
  const { startedAt, restMs, atLeastMs } = other.limited;
  return {
    succeeded,
    limited: {
      startedAt: Math.max(one.limited.startedAt, startedAt),
      restMs: Math.max(one.limited.restMs, restMs),
      atLeastMs: one.limited.atLeastMs === undefined ? atLeastMs : Math.max(one.limited.atLeastMs, atLeastMs ?? 0),
    },
  };
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("aborted");
}
