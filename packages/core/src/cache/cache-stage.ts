import type { Call } from "../call/call.ts";
import { checkNumbers } from "../check-numbers.ts";
import type { Stage } from "../call/stage.ts";
import type { Result } from "../result.ts";
import { untilAborted } from "../time/until-aborted.ts";
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
    checkNumbers("cache", { ttlMs }, { ttlMs: { from: 0 } });
  }
  const store = options.store ?? createMemoryCache();
  const find = async (call: Call): Promise<Kept | undefined> => {
    const { cache = "use" } = call.options;
    if (cache !== "use" || findTtl(options, call.entry.operation) === undefined) return undefined;
    return ignoreFailure(async () => {
      const asked = store.get(findCanonicalKey(call));
      if (asked === undefined) return undefined; // a miss in memory is known at once
      const reply = await call.waitWithin((end) => untilAborted(Promise.resolve(asked), end));
      if (reply === undefined || reply.expiresAt <= Date.now()) return undefined;
      const data: unknown = JSON.parse(reply.json);
      return { reply, data };
    });
  };

  return {
    holds: async (call) => (await find(call)) !== undefined,
    aroundCall: async (call, next) => {
      const kept = await find(call);
      if (kept !== undefined) return answer(call, kept);
      const result = await next();
      const ttlMs = findTtl(options, call.entry.operation);
      if (ttlMs === undefined || call.options.cache === "off") return result;
      if (!result.ok || result.meta.cached) return result;
      const reply = toReply(result, ttlMs);
      await ignoreFailure(() => {
        const stored = store.set(findCanonicalKey(call), reply);
        return stored && call.waitWithin((end) => untilAborted(stored, end));
      });
      return result;
    },
  };
}

/** The TTL of an operation; `undefined` when it is not cached. */
function findTtl({ ttlMs }: CacheOptions, operation: string): number | undefined {
  if (typeof ttlMs === "number") return ttlMs;
  return Object.hasOwn(ttlMs, operation) ? ttlMs[operation] : undefined;
}

function toReply({ data, meta }: Extract<Result<unknown>, { ok: true }>, ttlMs: number): CachedReply {
  const now = Date.now();
  const { requestId, recordTime } = meta;
  return {
    json: JSON.stringify(data),
    storedAt: now,
    expiresAt: now + ttlMs,
    ...(requestId === undefined ? {} : { requestId }),
    ...(recordTime === undefined ? {} : { recordTime }),
  };
}

function answer(call: Call, { reply, data }: Kept): Result<unknown> {
  call.emit({ type: "cached" });
  const { requestId, recordTime, storedAt } = reply;
  const facts = {
    ...(requestId === undefined ? {} : { requestId }),
    ...(recordTime === undefined ? {} : { recordTime }),
  };
  const meta = { ...call.meta(), ...facts, cached: true, ageMs: Math.max(0, Date.now() - storedAt) };
  return { ok: true, data, meta };
}

async function ignoreFailure<T>(act: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch {
    return undefined;
  }
}
