import type { Catalog } from "@just-one/api";
import { createFindRefusal, type FindRefusal } from "./budget/find-refusal.ts";
import { isCached } from "./cache/is-cached.ts";
import { findPrice } from "./budget/prices.ts";
import { Call } from "./call/call.ts";
import type { ClientOptions } from "./client-options.ts";
import type { ComposedStages } from "./compose-stages.ts";
import type { AnyJustOneError } from "./errors/any-just-one-error.ts";
import { ValidationError, type ValidationIssue } from "./errors/validation-error.ts";
import { omitUndefined } from "./omit-undefined.ts";

/** What a call would do now. */
export interface Estimate {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /**
   * `send`: a request would go out. `cached`: the cache would answer, for nothing. `invalid`, `closed`, `over-budget`:
   * the call would fail, unsent.
   */
  readonly outcome: "send" | "cached" | "invalid" | "closed" | "over-budget";
  /** What is wrong with the parameters; empty unless `invalid`. */
  readonly issues: readonly ValidationIssue[];
  /** What one billed request costs, as a decimal string; absent without a price. */
  readonly price?: string;
  /**
   * Requests that may be billed at most: none unless `send`, one, or with `retryUnknown` as many as may be tried; twice
   * that in a browser's page, which may send a request again without a word.
   */
  readonly maxBilledRequests: number;
  /** Whether the vendor calls the operation deprecated. */
  readonly deprecated: boolean;
}

/** What an estimate needs of the client's options. */
export interface EstimateOptions extends Pick<ClientOptions, "prices" | "retry"> {
  readonly catalog: Catalog;
}

/**
 * Tells what each of the prepared calls would do by itself, as if it were the next one.
 *
 * @throws ConfigError when a call would: unknown operation, missing price
 */
export async function estimateCalls(
  prepared: readonly (Call | AnyJustOneError)[],
  options: EstimateOptions,
  stages: ComposedStages,
): Promise<Estimate[]> {
  const findRefusal = createFindRefusal(stages);
  return Promise.all(prepared.map((call) => estimateCall(call, options, { ...stages, findRefusal })));
}

interface EstimateStages extends Pick<ComposedStages, "latches" | "breaker" | "cache"> {
  readonly findRefusal: FindRefusal;
}

async function estimateCall(
  prepared: Call | AnyJustOneError,
  options: EstimateOptions,
  stages: EstimateStages,
): Promise<Estimate> {
  if (!(prepared instanceof Call)) return estimateInvalid(prepared, options.catalog);
  const { entry } = prepared;
  const outcome = await findOutcome(prepared, stages);
  const price = findPrice(options.prices ?? {}, entry.operation);
  return {
    operation: entry.operation,
    outcome,
    issues: [],
    ...omitUndefined({ price }),
    maxBilledRequests: outcome === "send" ? countBillable(prepared, options) : 0,
    deprecated: entry.deprecated,
  };
}

async function findOutcome(call: Call, stages: EstimateStages): Promise<Estimate["outcome"]> {
  if (await isCached(stages.cache, call)) return "cached";
  if ((await stages.latches?.findClosed(call)) !== undefined) return "closed";
  if (stages.breaker?.keepsOut(call) === true) return "closed";
  const refusal = await stages.findRefusal(call);
  if (refusal === undefined) return "send";
  const error = refusal.toError(call.meta());
  if (error.kind === "budget") return "over-budget";
  throw error;
}

function countBillable(call: Call, options: EstimateOptions): number {
  const retry = call.options.retry ?? options.retry ?? {};
  const attempts = retry !== false && retry.retryUnknown === true ? (retry.maxAttempts ?? 3) : 1;
  return call.shared.mayResend() ? attempts * 2 : attempts;
}

function estimateInvalid(error: AnyJustOneError, catalog: Catalog): Estimate {
  if (!(error instanceof ValidationError)) throw error;
  const { operation } = error.meta;
  const deprecated = catalog.some((entry) => entry.operation === operation && entry.deprecated);
  return { operation, outcome: "invalid", issues: error.issues, maxBilledRequests: 0, deprecated };
}
