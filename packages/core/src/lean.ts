/**
 * The client without the built-in catalog and stages, for bundles: pass the catalog entries you call, and of the parts
 * those you want, stages outermost first.
 */
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
export { createRedactor } from "@just-one/secrets";
export { type Awaitable } from "./awaitable.ts";
export { type BaseOptions, type Environment } from "./base-options.ts";
export { type Billing } from "./billing.ts";
export { type Amounts } from "./budget/amounts.ts";
export { type BudgetOptions, type BudgetWindow, type PriceBook } from "./budget/budget-options.ts";
export {
  type BudgetLedger,
  type BudgetStage,
  type BudgetStageOptions,
  createBudgetStage,
  type PlannedLimit,
  type Reservation,
} from "./budget/budget-stage.ts";
export { type CountingLedger, createCountingLedger } from "./budget/counting-ledger.ts";
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
export { createMemoryLedger } from "./budget/memory-ledger.ts";
export { type Money } from "./budget/money.ts";
export { type Excess } from "./budget/over-budget.ts";
export { type CacheOptions, type CacheStage, createCacheStage } from "./cache/cache-stage.ts";
export { type CachedReply, type CacheStore } from "./cache/cache-store.ts";
export { createTwinsStage } from "./cache/twins-stage.ts";
export { type CallOptions } from "./call-options.ts";
export { type AskedFor, type Call, type CallShared, type EnvelopeFacts } from "./call/call.ts";
export { type AskedCall, type CheckCall, checkCall } from "./call/check-call.ts";
export { type RunnerOptions } from "./call/create-runner.ts";
export { explainProblem } from "./call/explain-problem.ts";
export { type Failure } from "./call/failure.ts";
export { type Explain, type OptionProblem, type Problem } from "./call/problem.ts";
export { type FindNearest } from "./call/refuse-operation.ts";
export { type KeepHeaders } from "./call/keep-headers.ts";
export { type AttemptOutcome } from "./call/run-attempt.ts";
export { type Stage } from "./call/stage.ts";
export { type LeanClient } from "./client.ts";
export { createLeanClient, type LeanClientOptions } from "./create-lean-client.ts";
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
export { type CallEnded, type ClientEvent, type EventDetail, type OnEvent } from "./events/client-event.ts";
export { createEmit, type Emit, type EventSource } from "./events/create-emit.ts";
export { createDeprecationStage } from "./events/deprecation-stage.ts";
export { type Breaker, type BreakerOptions, createBreaker } from "./latches/breaker.ts";
export { type ReopenOptions } from "./latches/door.ts";
export { createMemoryLatchStore, type LatchStore, type StoredDoor } from "./latches/latch-store.ts";
export { createLatches, type Latches, type LatchOptions } from "./latches/latches.ts";
export { type AdaptiveLimiterOptions } from "./limits/limiter-options.ts";
export { createLimiterStage } from "./limits/limiter-stage.ts";
export { type RateLimiter, type Release, type RequestOutcome } from "./limits/rate-limiter.ts";
export { createAdaptiveLimiter } from "./limits/resting-limiter.ts";
export { type LifeView } from "./lifetime.ts";
export { type Attempt, type Meta } from "./meta.ts";
export { type Data, type OperationMap, type OperationTypes, type Params } from "./operation-map.ts";
export { type RequestText } from "./parameters/request-text.ts";
export { type Result, type Success } from "./result.ts";
export { type Delay, type ReadDelay } from "./retry/delay.ts";
export { readDates } from "./retry/read-dates.ts";
export { type RetryOptions } from "./retry/retry-options.ts";
export { createRetryStage } from "./retry/retry-stage.ts";
export { type CreateRedactor } from "./secrets/redact.ts";
export { type TokenSource } from "./secrets/token-source.ts";
export { type MismatchReport, type OnMismatch, type ValidationOptions } from "./validate/validation-options.ts";
export { createValidationStage } from "./validate/validation-stage.ts";
export { type Reply } from "./wire/adapt-reply.ts";
export { type Chunk, type Decode } from "./wire/decode-text.ts";
export { type Patience, waitLong } from "./wire/patience.ts";
export { readAnyReply, type ReplyReader } from "./wire/reply-reader.ts";
export { type JudgeTransport, judgeTransportFailure, type TransportFailure } from "./wire/transport-failure.ts";
export { type UpstreamError, type UpstreamFacts } from "./xingtu/upstream-error.ts";
