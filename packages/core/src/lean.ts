/**
 * The client without the built-in catalog and stages, for bundles: pass the catalog entries you call, and of the parts
 * those you want, stages outermost first.
 */
export { type BudgetWindow } from "./budget/budget-options.ts";
export { createBudgetStage, type BudgetStageOptions } from "./budget/budget-stage.ts";
export { createMemoryLedger } from "./budget/memory-ledger.ts";
export { createCacheStage, type CacheOptions } from "./cache/cache-stage.ts";
export { createTwinsStage } from "./cache/twins-stage.ts";
export { type CheckCall, checkCall } from "./call/check-call.ts";
export { explainProblem } from "./call/explain-problem.ts";
export { type Explain, type OptionProblem, type Problem } from "./call/problem.ts";
export { type Stage } from "./call/stage.ts";
export { createLeanClient, type LeanClientOptions } from "./create-lean-client.ts";
export { createEmit, type Emit } from "./events/create-emit.ts";
export { type BudgetAmounts, type BudgetFacts, type BudgetScope } from "./errors/budget-error.ts";
export { type ProtocolReason } from "./errors/protocol-error.ts";
export { type TimeoutScope } from "./errors/timeout-error.ts";
export { type TransportPhase } from "./errors/transport-error.ts";
export { createDeprecationStage } from "./events/deprecation-stage.ts";
export { type BreakerOptions, createBreaker } from "./latches/breaker.ts";
export { type ReopenOptions } from "./latches/door.ts";
export { createLatches, type LatchOptions } from "./latches/latches.ts";
export { createAdaptiveLimiter } from "./limits/resting-limiter.ts";
export { createLimiterStage } from "./limits/limiter-stage.ts";
export { type Delay, type ReadDelay } from "./retry/delay.ts";
export { readDates } from "./retry/read-dates.ts";
export { createRetryStage } from "./retry/retry-stage.ts";
export { type CreateRedactor } from "./secrets/redact.ts";
export { type ValidationOptions } from "./validate/validation-options.ts";
export { createValidationStage } from "./validate/validation-stage.ts";
export { type Reply } from "./wire/adapt-reply.ts";
export { type Chunk, type Decode } from "./wire/decode-text.ts";
export { type Patience, waitLong } from "./wire/patience.ts";
export { readAnyReply, type ReplyReader } from "./wire/reply-reader.ts";
export { type JudgeTransport, judgeTransportFailure, type TransportFailure } from "./wire/transport-failure.ts";
export { createRedactor } from "@just-one/secrets";
