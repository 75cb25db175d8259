import type { CachedReply } from "../cache/cache-store.ts";

/** Replies that a file could not take, yet or at all: they are paid for, and answer while the process lives. */
export interface UnwrittenReplies {
  get(key: string): CachedReply | undefined;
  keep(key: string, reply: CachedReply): void;
  /** Forgets a reply, but not a later one that took its place. */
  drop(key: string, reply: CachedReply): void;
}

/** Keeps the last ones. */
export function createUnwrittenReplies(maxEntries = 200): UnwrittenReplies {
  const replies = new Map<string, CachedReply>();
  return {
    get: (key) => {
      const reply = replies.get(key);
      if (reply === undefined || reply.expiresAt > Date.now()) return reply;
      replies.delete(key);
      return undefined;
    },
    keep: (key, reply) => {
      replies.delete(key);
      replies.set(key, reply);
      const [oldest = key] = replies.keys();
      if (replies.size > maxEntries) replies.delete(oldest);
    },
    drop: (key, reply) => {
      if (replies.get(key) === reply) replies.delete(key);
    },
  };
}
