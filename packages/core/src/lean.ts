/**
 * The client without the built-in catalog and stages, for bundles: pass the catalog entries you call, and of the stages
 * those you want, outermost first.
 */
export { createBudgetStage, type BudgetStageOptions } from "./budget/budget-stage.ts";
export { createMemoryLedger } from "./budget/memory-ledger.ts";
export { createCacheStage, type CacheOptions } from "./cache/cache-stage.ts";
export { createTwinsStage } from "./cache/twins-stage.ts";
export { type Stage } from "./call/stage.ts";
export { createLeanClient, type LeanClientOptions } from "./create-lean-client.ts";
export { createDeprecationStage } from "./events/deprecation-stage.ts";
export { createLatches, type LatchOptions } from "./latches/latches.ts";
export { createAdaptiveLimiter } from "./limits/adaptive-limiter.ts";
export { createLimiterStage } from "./limits/limiter-stage.ts";
export { type ValidationOptions } from "./validate/validation-options.ts";
export { createValidationStage } from "./validate/validation-stage.ts";
