/** A reply that was paid for, as it is kept. */
export interface CachedReply {
  /** The envelope's `data` as JSON text. */
  readonly json: string;
  /** Epoch milliseconds. */
  readonly storedAt: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly requestId?: string;
  readonly recordTime?: string;
}

type Awaitable<T> = T | Promise<T>;

/** Keeps replies under keys made of the operation and its parameters, never of the token. */
export interface CacheStore {
  /** Finds a reply; `undefined` when there is none, or when its time is over. */
  get(key: string): Awaitable<CachedReply | undefined>;
  /** Keeps a reply in place of an earlier one. */
  set(key: string, reply: CachedReply): Awaitable<void>;
}
