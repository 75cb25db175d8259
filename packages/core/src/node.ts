/** What is faster or safer on Node: files that processes share, and a connection pool. */
export { type Awaitable } from "./awaitable.ts";
export { type Billing } from "./billing.ts";
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
export { type CallOptions } from "./call-options.ts";
export { type AskedFor, type Call, type CallShared, type EnvelopeFacts } from "./call/call.ts";
export { type Failure } from "./call/failure.ts";
export { type Explain, type OptionProblem, type Problem } from "./call/problem.ts";
export { type AttemptOutcome } from "./call/run-attempt.ts";
export { type Stage } from "./call/stage.ts";
export { type BusinessCodeRow, type CodeRule, type RetryRule } from "./envelope/business-codes.ts";
export { type AbortedError } from "./errors/aborted-error.ts";
export { type AnyJustOneError } from "./errors/any-just-one-error.ts";
export { type ApiError, type ApiFacts } from "./errors/api-error.ts";
export { type BudgetAmounts, type BudgetError, type BudgetFacts, type BudgetScope } from "./errors/budget-error.ts";
export { type ConfigError, type ConfigFacts } from "./errors/config-error.ts";
export { type ErrorDetails, type ErrorKind, type JustOneError } from "./errors/just-one-error.ts";
export { type MismatchError, type MismatchFacts } from "./errors/mismatch-error.ts";
export { type ProtocolError, type ProtocolFacts, type ProtocolReason } from "./errors/protocol-error.ts";
export { type TimeoutError, type TimeoutFacts, type TimeoutScope } from "./errors/timeout-error.ts";
export { type TransportError, type TransportFacts, type TransportPhase } from "./errors/transport-error.ts";
export { type ValidationError, type ValidationFacts, type ValidationIssue } from "./errors/validation-error.ts";
export { type CallEnded, type EventDetail } from "./events/client-event.ts";
export { type Emit, type EventSource } from "./events/create-emit.ts";
export { type LifeView } from "./lifetime.ts";
export { type Attempt, type Meta } from "./meta.ts";
export { createFileCache, type FileCache, type FileCacheOptions } from "./node/file-cache.ts";
export { createFileLedger, type FileLedger, type FileLedgerOptions } from "./node/file-ledger.ts";
export { type PooledFetchOptions } from "./node/pooled-fetch-options.ts";
export { createPooledFetch, type PooledFetch } from "./node/pooled-fetch.ts";
export {
  type Claim,
  type ClaimAnswer,
  type ClaimStore,
  createSharedTwins,
  type SharedTwins,
} from "./node/shared-twins.ts";
export { type RequestText } from "./parameters/request-text.ts";
export { type Result } from "./result.ts";
export { type Delay, type ReadDelay } from "./retry/delay.ts";
export { type RetryOptions } from "./retry/retry-options.ts";
export { type UpstreamError, type UpstreamFacts } from "./xingtu/upstream-error.ts";
