export {
  type Catalog,
  type CatalogEntry,
  type CatalogParameter,
  type Mismatch,
  type Operations,
  type ParameterType,
  type Validator,
} from "@just-one/api";
export { type components } from "@just-one/api/schema";
export { type Awaitable } from "./awaitable.ts";
export { type Balance } from "./balance.ts";
export { type BaseOptions, type Environment } from "./base-options.ts";
export { type Billing } from "./billing.ts";
export { type BudgetOptions, type BudgetWindow, type PriceBook } from "./budget/budget-options.ts";
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
export { isInScope } from "./budget/ledger-scope.ts";
export { createMemoryLedger } from "./budget/memory-ledger.ts";
export { type CacheOptions } from "./cache/cache-stage.ts";
export { type CachedReply, type CacheStore } from "./cache/cache-store.ts";
export { createMemoryCache, type MemoryCacheOptions } from "./cache/memory-cache.ts";
export { type AsyncDisposer } from "./async-disposer.ts";
export { type ChildOptions } from "./child-options.ts";
export { type CallOptions } from "./call-options.ts";
export { type AskedFor, type Call, type CallShared, type EnvelopeFacts } from "./call/call.ts";
export { type Failure } from "./call/failure.ts";
export { type Explain, type OptionProblem, type Problem } from "./call/problem.ts";
export { type AttemptOutcome } from "./call/run-attempt.ts";
export { type Stage } from "./call/stage.ts";
export { type ClientOptions } from "./client-options.ts";
export { type Client, type LeanClient } from "./client.ts";
export { type CatalogClientOptions, createCatalogClient } from "./create-catalog-client.ts";
export { createClient } from "./create-client.ts";
export {
  type BusinessCodeRow,
  businessCodes,
  type CodeRule,
  findBusinessCode,
  type RetryRule,
} from "./envelope/business-codes.ts";
export { AbortedError } from "./errors/aborted-error.ts";
export { type AnyJustOneError } from "./errors/any-just-one-error.ts";
export { ApiError, type ApiFacts } from "./errors/api-error.ts";
export { type BudgetAmounts, BudgetError, type BudgetFacts, type BudgetScope } from "./errors/budget-error.ts";
export { ConfigError, type ConfigFacts } from "./errors/config-error.ts";
export { type FromPlain, JustOneError } from "./errors/just-one-error-with-from.ts";
export { type ErrorDetails, type ErrorKind, type JustOneError as JustOneErrorBase } from "./errors/just-one-error.ts";
export { MismatchError, type MismatchFacts } from "./errors/mismatch-error.ts";
export { ProtocolError, type ProtocolFacts, type ProtocolReason } from "./errors/protocol-error.ts";
export { TimeoutError, type TimeoutFacts, type TimeoutScope } from "./errors/timeout-error.ts";
export { TransportError, type TransportFacts, type TransportPhase } from "./errors/transport-error.ts";
export { ValidationError, type ValidationFacts, type ValidationIssue } from "./errors/validation-error.ts";
export { type Estimate } from "./estimate.ts";
export { type CallEnded, type ClientEvent, type EventDetail, type OnEvent } from "./events/client-event.ts";
export { type Emit, type EventSource } from "./events/create-emit.ts";
export { type BreakerOptions } from "./latches/breaker.ts";
export { type ReopenOptions } from "./latches/door.ts";
export { createMemoryLatchStore, type LatchStore, type StoredDoor } from "./latches/latch-store.ts";
export { type LatchOptions } from "./latches/latches.ts";
export { createAdaptiveLimiter } from "./limits/adaptive-limiter.ts";
export { type AdaptiveLimiterOptions } from "./limits/limiter-options.ts";
export { QueueOverflow, type RateLimiter, type Release, type RequestOutcome } from "./limits/rate-limiter.ts";
export { type LifeView } from "./lifetime.ts";
export { type Attempt, type Meta } from "./meta.ts";
export { type Data, type OperationMap, type OperationTypes, type Params } from "./operation-map.ts";
export { type MapItem, type MapOptions, type MapProgress } from "./pages/map-calls.ts";
export { findNextPage, type NextPage } from "./pages/find-next-page.ts";
export { type PagedOperation } from "./pages/pagers.ts";
export { type Page, type PagesEnd, type PagesOptions } from "./pages/read-pages.ts";
export { type ParameterOptions } from "./parameters/parameter-options.ts";
export { type RequestText } from "./parameters/request-text.ts";
export { toRequestKey } from "./parameters/to-request-key.ts";
export { type Result, type Success } from "./result.ts";
export { type Delay, type ReadDelay } from "./retry/delay.ts";
export { type RetryOptions } from "./retry/retry-options.ts";
export { type TokenSource } from "./secrets/token-source.ts";
export { type MismatchReport, type OnMismatch, type ValidationOptions } from "./validate/validation-options.ts";
export { type UpstreamError, type UpstreamFacts } from "./xingtu/upstream-error.ts";
export { type Middleware } from "openapi-fetch";
