import type { CachedReply, CacheStore, Stage } from "@just-one/core";
import { createSharedTwins } from "@just-one/core/node";
import { ask } from "../ask.ts";
import { checkShared, type SharedOptions } from "../shared-options.ts";
import { createClaims, toHash } from "./claims.ts";
import { toReply } from "./to-reply.ts";

/** Which cache of a database, and how much of it. */
export interface PostgresCacheOptions extends SharedOptions {
  /** Replies kept, about; the oldest goes first. @default 100_000 */
  readonly maxEntries?: number | undefined;
  /**
   * Milliseconds for which nobody pays for what a process may have paid for that is gone, or whose request ended without
   * an answer. @default 3_600_000 (1 hour)
   */
  readonly doubtMs?: number | undefined;
}

/** A cache that all machines share which reach its database. */
export interface PostgresCache extends CacheStore {
  get(key: string): Promise<CachedReply | undefined>;
  has(key: string): Promise<boolean>;
  set(key: string, reply: CachedReply): Promise<void>;
  /**
   * A stage for the clients that have this cache: of identical calls on all machines one pays, and the others wait for its
   * reply. Without it, each that finds nothing pays.
   */
  readonly twins: Stage;
  /** Gives back what was claimed and not paid for; the pool stays open. */
  close(): Promise<void>;
}

/**
 * A cache in PostgreSQL. It holds replies, and hashes of operations and parameters; never the token. A database that is away counts as empty.
 *
 * With the stage `twins`, a call that finds no reply claims it. When a process dies whose request may have left, nobody
 * pays a second time for an hour: calls fail, unsent, and `cache: "refresh"` pays all the same.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * const store = createPostgresCache({ pool });
 * const client = createClient({ token, cache: { ttlMs: 24 * 3_600_000, store }, stages: [store.twins] });
 * ```
 */
export function createPostgresCache(options: PostgresCacheOptions): PostgresCache {
  const {
    pool,
    account,
    maxEntries = 100_000,
    doubtMs = 3_600_000,
  } = checkShared("cache", options, {
    maxEntries: 0,
    doubtMs: 0,
  });
  const twins = createSharedTwins(createClaims({ pool, account, doubtMs: Math.min(doubtMs, longestMs) }));
  return {
    get: async (key) => {
      const shared = twins.find(key);
      if (shared !== undefined) return shared;
      const [row] = await ask(pool, "select just_one.find_cached($1, $2) as found", [account, toHash(key)]);
      return toReply(row?.["found"]);
    },
    has: async (key) => {
      const [row] = await ask(pool, "select just_one.find_cached($1, $2) is not null as found", [account, toHash(key)]);
      return row?.["found"] === true;
    },
    set: async (key, { json, storedAt, expiresAt, requestId, recordTime, isRounded }) => {
      const now = Date.now();
      // Times to go by, as this machine's clock may be wrong.
      const told = {
        ageMs: now - storedAt,
        leftMs: Math.min(expiresAt - now, longestMs),
        requestId,
        recordTime,
        isRounded,
      };
      const values = [account, toHash(key), JSON.stringify(told), json, Math.min(maxEntries, Number.MAX_SAFE_INTEGER)];
      await ask(pool, "select just_one.keep_reply($1, $2, $3::jsonb, $4, $5)", values);
    },
    twins: twins.stage,
    close: async () => twins.close(),
  };
}

/** A hundred years. */
const longestMs = 3_155_760_000_000;
