import type { Call } from "../call/call.ts";
import { checkNumbers } from "../check-numbers.ts";
import type { Stage } from "../call/stage.ts";
import { waitWithin } from "../call/wait-within.ts";
import { pickReplyFacts } from "../meta.ts";
import type { Result } from "../result.ts";
import { andThen } from "../time/and-then.ts";
import type { CachedReply, CacheStore } from "./cache-store.ts";
import { findCanonicalKey } from "./canonical-key.ts";
import { createMemoryCache } from "./memory-cache.ts";

/** Keeps successful replies, so that the same question is not paid for twice. */
export interface CacheOptions {
  /** Milliseconds that a reply is kept: one number, or one for each operation; an operation without one is not cached. */
  readonly ttlMs: number | Readonly<Record<string, number>>;
  /** @default a memory cache of 1000 replies */
  readonly store?: CacheStore | undefined;
}

export interface CacheStage extends Stage {
  /** Whether the cache would answer this call. */
  holds(call: Call): Promise<boolean>;
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
export function createCacheStage(options: CacheOptions): CacheStage {
  const { ttlMs: ttls } = options;
  for (const ttlMs of typeof ttls === "number" ? [ttls] : Object.values(ttls)) {
    checkNumbers("cache.", { ttlMs }, { ttlMs: 0 });
  }
  const store = options.store ?? createMemoryCache();
  const find = (call: Call): Kept | undefined | Promise<Kept | undefined> => {
    const { cache = "use" } = call.options;
    if (cache !== "use" || findTtl(options, call.entry.operation) === undefined) return undefined;
    try {
      const asked = store.get(findCanonicalKey(call));
      return asked === undefined ? undefined : read(call, asked); // a miss in memory is known at once
    } catch {
      return undefined;
    }
  };

  return {
    holds: async (call) => (await find(call)) !== undefined,
    aroundCall: (call, next) =>
      andThen(find(call), (kept) => {
        if (kept !== undefined) return Promise.resolve(answer(call, kept));
        return next().then((result) => {
          const ttlMs = findTtl(options, call.entry.operation);
          if (ttlMs === undefined || call.options.cache === "off") return result;
          if (!result.ok || result.meta.cached) return result;
          const storing = keep(call, store, { result, ttlMs });
          return storing === undefined ? result : storing.then(() => result);
        });
      }),
  };
}

async function read(call: Call, asked: ReturnType<CacheStore["get"]>): Promise<Kept | undefined> {
  try {
    const reply = await waitWithin(call, () => Promise.resolve(asked));
    if (reply === undefined || reply.expiresAt <= Date.now()) return undefined;
    const data: unknown = JSON.parse(reply.json);
    return { reply, data };
  } catch {
    return undefined;
  }
}

/** Takes a promise only when the store does. What cannot be kept, as data that is nested too deep, is not. */
function keep(
  call: Call,
  store: CacheStore,
  { result, ttlMs }: { result: PaidResult; ttlMs: number },
): Promise<void> | undefined {
  try {
    const stored = store.set(findCanonicalKey(call), toReply(result, ttlMs));
    if (stored === undefined) return undefined;
    return Promise.resolve(waitWithin(call, () => Promise.resolve(stored))).catch(() => undefined);
  } catch {
    return undefined;
  }
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
