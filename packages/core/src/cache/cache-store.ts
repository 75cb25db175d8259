import type { Awaitable } from "../awaitable.ts";

/** A reply that was paid for, as it is kept. */
export interface CachedReply {
  /** The envelope's `data` as JSON text. */
  readonly json: string;
  /** Epoch milliseconds. */
  readonly storedAt: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** The vendor's id of the request that was paid for; absent when it sent none. */
  readonly requestId?: string;
  /** The vendor's time stamp, as sent; absent when it sent none. */
  readonly recordTime?: string;
  /** As in `Meta`. */
  readonly isRounded?: true;
}

/** Keeps replies under keys made of the operation and its parameters, never of the token. */
export interface CacheStore {
  /**
   * Finds a reply; `undefined` when there is none, or when its time is over. A call waits for it as long as it may last, for to
   * go on would be to pay again: one that may hang has a time limit of its own, or its calls have a `deadlineMs`.
   */
  get(key: string): Awaitable<CachedReply | undefined>;
  /**
   * Whether `get` would find a reply, without reading it or counting as its use: estimates ask it. Absent: they `get`.
   */
  has?(key: string): Awaitable<boolean>;
  /** Keeps a reply in place of an earlier one. */
  set(key: string, reply: CachedReply): Awaitable<void>;
}
