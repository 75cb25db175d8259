export { type BaseOptions, type Environment } from "./base-options.ts";
export { type Billing } from "./billing.ts";
export { type BudgetOptions, type BudgetWindow, type PriceBook } from "./budget/budget-options.ts";
export {
  type Ledger,
  type LedgerEntry,
  type LabelScope,
  type LedgerLimit,
  type LedgerRefusal,
  type LedgerScope,
  type LedgerTotals,
  type UsageRow,
} from "./budget/ledger.ts";
export { createMemoryLedger } from "./budget/memory-ledger.ts";
export { type CacheOptions } from "./cache/cache-stage.ts";
export { type CachedReply, type CacheStore } from "./cache/cache-store.ts";
export { createMemoryCache, type MemoryCacheOptions } from "./cache/memory-cache.ts";
export { type Stage } from "./call/stage.ts";
export { type CallOptions } from "./call-options.ts";
export { type Client, type LeanClient } from "./client.ts";
export { type ClientOptions } from "./client-options.ts";
export { createClient } from "./create-client.ts";
export { type BusinessCodeRow, businessCodes, findBusinessCode, type RetryRule } from "./envelope/business-codes.ts";
export { type AnyJustOneError } from "./errors/any-just-one-error.ts";
export { AbortedError } from "./errors/aborted-error.ts";
export { ApiError } from "./errors/api-error.ts";
export { type BudgetAmounts, BudgetError, type BudgetScope } from "./errors/budget-error.ts";
export { ConfigError } from "./errors/config-error.ts";
export { type ErrorKind } from "./errors/just-one-error.ts";
export { JustOneError } from "./errors/just-one-error-with-from.ts";
export { MismatchError } from "./errors/mismatch-error.ts";
export { ProtocolError, type ProtocolReason } from "./errors/protocol-error.ts";
export { TimeoutError, type TimeoutScope } from "./errors/timeout-error.ts";
export { TransportError, type TransportPhase } from "./errors/transport-error.ts";
export { ValidationError, type ValidationIssue } from "./errors/validation-error.ts";
export { type Estimate } from "./estimate.ts";
export { type ClientEvent, type EventDetail, type OnEvent } from "./events/client-event.ts";
export { type BreakerOptions } from "./latches/breaker.ts";
export { type ReopenOptions } from "./latches/door.ts";
export { type LatchOptions } from "./latches/latches.ts";
export { createAdaptiveLimiter } from "./limits/adaptive-limiter.ts";
export { type AdaptiveLimiterOptions } from "./limits/limiter-options.ts";
export { QueueOverflow, type RateLimiter, type RequestOutcome } from "./limits/rate-limiter.ts";
export { type Attempt, type Meta } from "./meta.ts";
export { type Data, type OperationMap, type Params } from "./operation-map.ts";
export { type MapItem, type MapOptions, type MapProgress } from "./pages/map-calls.ts";
export { type ParameterOptions } from "./parameters/parameter-options.ts";
export { type PagedOperation } from "./pages/pagers.ts";
export { type Page, type PagesEnd, type PagesOptions } from "./pages/read-pages.ts";
export { toRequestKey } from "./parameters/to-request-key.ts";
export { type Result, type Success } from "./result.ts";
export { type Middleware } from "openapi-fetch";
export { type RetryOptions } from "./retry/retry-options.ts";
export { type TokenSource } from "./secrets/token-source.ts";
export { type MismatchReport, type OnMismatch, type ValidationOptions } from "./validate/validation-options.ts";
