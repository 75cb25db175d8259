import type { Stage } from "./call/stage.ts";
import { type BudgetStage, createBudgetStage } from "./budget/budget-stage.ts";
import type { Ledger } from "./budget/ledger.ts";
import { createMemoryLedger } from "./budget/memory-ledger.ts";
import { type CacheStage, createCacheStage } from "./cache/cache-stage.ts";
import { createTwinsStage } from "./cache/twins-stage.ts";
import type { ClientOptions } from "./client-options.ts";
import { createDeprecationStage } from "./events/deprecation-stage.ts";
import { type Breaker, createBreaker } from "./latches/breaker.ts";
import { createLatches, type Latches } from "./latches/latches.ts";
import { createAdaptiveLimiter } from "./limits/adaptive-limiter.ts";
import { createLimiterStage } from "./limits/limiter-stage.ts";
import { createRetryStage } from "./retry/retry-stage.ts";
import { createValidationStage } from "./validate/validation-stage.ts";

/** The stages of a full client, and those parts of them that the client itself talks to. */
export interface ComposedStages {
  readonly stages: readonly Stage[];
  readonly ledger: Ledger;
  readonly latches: Latches | undefined;
  readonly breaker: Breaker | undefined;
  readonly cache: CacheStage | undefined;
  readonly budget: BudgetStage;
}

/**
 * Puts the stages in their order: what costs nothing to refuse comes first, what may wait comes last. Only the latches'
 * gate and the breaker stand behind the wait, because a door may have closed meanwhile.
 */
export function composeStages(options: ClientOptions): ComposedStages {
  const ledger = options.ledger ?? createMemoryLedger();
  const latches = options.latches === false ? undefined : createLatches(options.latches);
  const breaker = options.breaker === false ? undefined : createBreaker(options.breaker);
  const cache = options.cache && createCacheStage(options.cache);
  const budget = createBudgetStage({ budget: options.budget ?? {}, prices: options.prices ?? {}, ledger });
  const stages = [
    createRetryStage(options.retry),
    ...(options.stages ?? []),
    createDeprecationStage(),
    createValidationStage(options),
    cache, // before closed doors: what was paid for is answered, whatever became of the account
    latches && { aroundCall: latches.aroundCall },
    options.twins === false ? undefined : createTwinsStage(),
    budget,
    options.rateLimiter === false ? undefined : createLimiterStage(...toLimiter(options.rateLimiter, options.retry)),
    latches?.gate,
    breaker,
  ];
  return { stages: stages.filter((stage) => stage !== undefined), ledger, latches, breaker, cache, budget };
}

function toLimiter(
  option: Exclude<ClientOptions["rateLimiter"], false>,
  retry: ClientOptions["retry"],
): Parameters<typeof createLimiterStage> {
  if (option !== undefined && "acquire" in option) return [option];
  return [createAdaptiveLimiter({ pauseMs: retry ? retry.baseMs : undefined, ...option }), true];
}
