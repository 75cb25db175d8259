import type { Call } from "../call/call.ts";
import type { Stage } from "../call/stage.ts";
import { bookkeepingMs, waitWithin } from "../call/wait-within.ts";
import { pickReplyFacts } from "../meta.ts";
import { readOptions, type Shape } from "../options/read-options.ts";
import { joinRequest } from "../parameters/request-text.ts";
import type { Result } from "../result.ts";
import { andThen } from "../time/and-then.ts";
import type { CachedReply, CacheStore } from "./cache-store.ts";
import { createMemoryCache } from "./memory-cache.ts";

/** Keeps successful replies, so that the same question is not paid for twice. */
export interface CacheOptions {
  /** Milliseconds that a reply is kept: one number, or one for each operation; an operation without one is not cached. */
  readonly ttlMs: number | Readonly<Record<string, number>>;
  /** @default a memory cache of 1000 replies */
  readonly store?: CacheStore | undefined;
}

/** The stage that `createCacheStage` makes. */
export interface CacheStage extends Stage {
  /** Where the answer to a call would be kept; nothing where the cache is not asked. */
  readonly find: (call: Call) => { readonly store: CacheStore; readonly key: string } | undefined;
}

interface Kept {
  readonly reply: CachedReply;
  readonly data: unknown;
}

/**
 * Answers from the cache where it can; keeps only replies with code 0. A store that fails counts as empty.
 *
 * @throws ConfigError when a TTL is no number
 */
export function createCacheStage(given: CacheOptions): CacheStage {
  const { store = createMemoryCache(), ttlMs: ttls } = readOptions("cache.", given, cacheShape);
  const isTable = typeof ttls === "object" && (ttls as unknown) !== null;
  const options: CacheOptions = { ttlMs: isTable ? { ...ttls } : ttls }; // read once, whatever becomes of the caller's
  for (const ttlMs of isTable ? Object.values(options.ttlMs) : [options.ttlMs]) {
    readOptions("cache.", { ttlMs: ttlMs ?? Number.NaN }, { ttlMs: 0 }); // none is left out by callers without types
  }
  const find: CacheStage["find"] = (call) => {
    const { cache = "use" } = call.options;
    const isAsked = cache === "use" && findTtl(options, call.entry.operation) !== undefined;
    return isAsked ? { store, key: toKey(call) } : undefined;
  };
  const answerOf = (call: Call): Promise<Kept | undefined> | undefined => {
    const place = find(call);
    return place && askStore(call, () => store.get(place.key), openReply);
  };

  return {
    find,
    aroundCall: (call, next) =>
      andThen(answerOf(call), (kept) => {
        if (kept !== undefined) return Promise.resolve(answer(call, kept));
        return next().then((result) => {
          const ttlMs = findTtl(options, call.entry.operation);
          if (ttlMs === undefined || call.options.cache === "off") return result;
          // What a middleware answered cost nothing, and may be a stand-in: a store keeps what was paid for.
          if (!result.ok || result.meta.cached || result.meta.billing !== "billed") return result;
          // What cannot be kept, as data that is nested too deep, is not.
          const stored = askStore(
            call,
            () => store.set(toKey(call), toReply(result, ttlMs)),
            () => undefined,
            bookkeepingMs,
          );
          return stored === undefined ? result : stored.then(() => result);
        });
      }),
  };
}

export const cacheShape: Shape<CacheOptions> = { ttlMs: undefined, store: "an object" };

/** Names the server, so that clients which share a store do not answer for each other: a mock's reply is invented. */
function toKey({ entry, request, shared }: Call): string {
  return `${shared.baseUrl} ${joinRequest(entry, request)}`;
}

/**
 * What a store answers in the time that the call has; nothing when it fails, or when what it answers is of no use. Takes
 * a promise only where there is something to wait for: a miss in memory is known at once.
 */
export function askStore<T, R>(
  call: Call,
  question: () => T | Promise<T>,
  use: (reply: T) => R,
  maxMs?: number,
): Promise<R | undefined> | undefined {
  try {
    const asked = question();
    if (asked === undefined) return undefined;
    const reply = waitWithin(call, () => Promise.resolve(asked), undefined, maxMs);
    return Promise.resolve(reply)
      .then(use)
      .catch(() => undefined);
  } catch {
    return undefined;
  }
}

export function openReply(reply: CachedReply | undefined): Kept | undefined {
  if (!reply || !(reply.expiresAt > Date.now())) return undefined; // a store of the caller's may have anything
  const data: unknown = JSON.parse(reply.json);
  return { reply, data };
}

/** The TTL of an operation; `undefined` when it is not cached. */
function findTtl({ ttlMs }: CacheOptions, operation: string): number | undefined {
  if (typeof ttlMs === "number") return ttlMs;
  return Object.hasOwn(ttlMs, operation) ? ttlMs[operation] : undefined;
}

type PaidResult = Extract<Result<unknown>, { ok: true }>;

function toReply({ data, meta }: PaidResult, ttlMs: number): CachedReply {
  const now = Date.now();
  return { json: JSON.stringify(data), storedAt: now, expiresAt: now + ttlMs, ...pickReplyFacts(meta) };
}

function answer(call: Call, { reply, data }: Kept): Result<unknown> {
  call.emit({ type: "cached" });
  const ageMs = Math.max(0, Date.now() - reply.storedAt);
  return { ok: true, data, meta: { ...call.meta(), ...pickReplyFacts(reply), cached: true, ageMs } };
}
