import {
  checkCall,
  createAdaptiveLimiter,
  createBreaker,
  createBudgetStage,
  createDeprecationStage,
  createEmit,
  createLatches,
  createLimiterStage,
  createMemoryLedger,
  createRedactor,
  createRetryStage,
  createTwinsStage,
  createValidationStage,
  explainProblem,
  judgeTransportFailure,
  type LeanClientOptions,
  readAnyReply,
  readDates,
  waitLong,
} from "@just-one/core/lean";

/** What a default client has, by name. */
export const partNames = [
  "checks of parameters and options",
  "words, dates, judging, patience",
  "other makes of fetch and charsets",
  "redaction",
  "events",
  "retries",
  "tombstones",
  "validation",
  "doors",
  "twins",
  "budgets and ledger",
  "limiter",
  "breaker",
] as const;
export type PartName = (typeof partNames)[number];

/** A default client's parts, as a lean client takes them, but for those that are left out. */
export function createDefaultParts(
  rateLimiter: { readonly concurrency: number },
  leftOut: readonly PartName[] = [],
): Partial<LeanClientOptions> {
  const latches = createLatches();
  const has = (name: PartName): boolean => !leftOut.includes(name);
  const stages = [
    has("retries") && createRetryStage(),
    has("tombstones") && createDeprecationStage(),
    has("validation") && createValidationStage({}),
    has("doors") && { aroundCall: latches.aroundCall },
    has("twins") && createTwinsStage(),
    has("budgets and ledger") && createBudgetStage({ budget: {}, prices: {}, ledger: createMemoryLedger() }),
    has("limiter") && createLimiterStage(createAdaptiveLimiter(rateLimiter), true),
    has("doors") && latches.gate,
    has("breaker") && createBreaker(),
  ];
  return {
    ...(has("checks of parameters and options") && { check: checkCall }),
    ...(has("words, dates, judging, patience") && {
      explain: explainProblem,
      judgeTransport: judgeTransportFailure,
      readDelay: readDates,
      patience: waitLong,
    }),
    ...(has("other makes of fetch and charsets") && { replyReader: readAnyReply }),
    ...(has("redaction") && { createRedactor }),
    ...(has("events") && { emit: createEmit(undefined) }),
    stages: stages.filter((stage) => stage !== false),
  };
}
