import { readOptions } from "../options/read-options.ts";
import type { CachedReply, CacheStore } from "./cache-store.ts";

/** How much a cache in memory keeps. */
export interface MemoryCacheOptions {
  /** Replies kept; the least recently used goes first. @default 1000 */
  readonly maxEntries?: number | undefined;
}

/** A cache for one process. @throws ConfigError when the options cannot work */
export function createMemoryCache(options: MemoryCacheOptions = {}): CacheStore {
  const { maxEntries = 1000 } = readOptions("cache.", options, { maxEntries: 0 });
  const replies = new Map<string, CachedReply>(); // oldest use first
  return {
    get: (key) => {
      const reply = replies.get(key);
      if (reply === undefined) return undefined;
      replies.delete(key);
      if (reply.expiresAt <= Date.now()) return undefined;
      replies.set(key, reply);
      return reply;
    },
    set: (key, reply) => {
      replies.delete(key);
      replies.set(key, Object.freeze(reply)); // whoever else holds it cannot change what is kept
      if (replies.size <= maxEntries) return;
      const [oldest = key] = replies.keys();
      replies.delete(oldest);
    },
  };
}
