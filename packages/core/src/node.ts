/** What is faster or safer on Node: files that processes share, and a connection pool. */
export { type Awaitable } from "./awaitable.ts";
export {
  type LabelScope,
  type Ledger,
  type LedgerEntry,
  type LedgerLimit,
  type LedgerRefusal,
  type LedgerScope,
  type LedgerTotals,
  type UsageRow,
} from "./budget/ledger.ts";
export { type CachedReply, type CacheStore } from "./cache/cache-store.ts";
export { createFileCache, type FileCache, type FileCacheOptions } from "./node/file-cache.ts";
export { createFileLedger, type FileLedger, type FileLedgerOptions } from "./node/file-ledger.ts";
export { createPooledFetch, type PooledFetch } from "./node/pooled-fetch.ts";
export type { PooledFetchOptions } from "./node/pooled-fetch-options.ts";
