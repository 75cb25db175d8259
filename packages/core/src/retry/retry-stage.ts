import { abortedFailure, type Failure, plainRetry } from "../call/failure.ts";
import type { Call } from "../call/call.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { readOptions } from "../options/read-options.ts";
import { wait } from "../time/wait.ts";
import { computeBackoff } from "./backoff.ts";
import { createRetryBudget } from "./retry-budget.ts";
import { type RetryOptions, retryShape } from "./retry-options.ts";

/**
 * Tries again what provably cost nothing; stands first, so that every attempt passes all other stages. A call's own
 * `retry` goes before these options.
 *
 * @throws ConfigError when the options cannot work
 */
export function createRetryStage(options: RetryOptions | false = {}): Stage {
  const own = options && readOptions("retry.", options, retryShape);
  const budget = createRetryBudget();

  const tryAgain = async (call: Call, first: AttemptOutcome, next: () => Promise<AttemptOutcome>) => {
    let outcome = first;
    while (!outcome.ok) {
      const waitMs = planRetry(call, outcome.failure, call.options.retry ?? own);
      // A rate limit is no outage, and its lane holds the traffic down.
      if (waitMs === undefined || !(outcome.failure.code === 302 || budget.take())) return outcome;
      const attempt = call.attempts.at(-1);
      if (attempt !== undefined) call.emit({ type: "retry", waitMs, attempt });
      if (!(await wait(waitMs, call.signal, call.life?.signal))) {
        return call.life?.isClosed === true ? outcome : ({ ok: false, failure: abortedFailure(call, false) } as const);
      }
      call.waitedMs += waitMs;
      outcome = await next();
    }
    budget.refill();
    return outcome;
  };

  return {
    aroundAttempt: (call, next) =>
      next().then((outcome) => {
        if (!outcome.ok) return tryAgain(call, outcome, next);
        budget.refill();
        return outcome;
      }),
  };
}

/** Milliseconds to wait before the next attempt, or `undefined` when there shall be none. */
function planRetry(call: Call, failure: Failure, options: RetryOptions | false): number | undefined {
  if (options === false || failure.final === true) return undefined;
  const allowed = failure.billing === "unknown" && options.retryUnknown === true ? plainRetry : undefined;
  const rule = failure.retry ?? allowed;
  const { maxAttempts = 3 } = options;
  // Refusals by the rate limit and everything else count apart: whoever tries at all waits for its turn.
  const isLimited = failure.code === 302;
  const made = call.attempts.filter(({ code }) => (code === 302) === isLimited).length;
  const mostWanted = isLimited && maxAttempts > 1 ? Infinity : maxAttempts;
  // The comparisons fail for `NaN`, from a call's options that nobody checked.
  if (rule === undefined || !(made < Math.min(rule.maxAttempts, mostWanted))) return undefined;
  const waitMs = computeBackoff({
    rule,
    options,
    retryNumber: made,
    retryAfterMs: failure.retryAfterMs,
    random: Math.random(),
  });
  return waitMs !== undefined && waitMs < call.remainingMs() ? waitMs : undefined;
}
