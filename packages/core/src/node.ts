/** What is faster or safer on Node: files that processes share, and a connection pool. */
export { createFileCache, type FileCache, type FileCacheOptions } from "./node/file-cache.ts";
export { createFileLedger, type FileLedger, type FileLedgerOptions } from "./node/file-ledger.ts";
export { createPooledFetch, type PooledFetch, type PooledFetchOptions } from "./node/pooled-fetch.ts";
