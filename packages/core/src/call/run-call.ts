import { computeBackoff } from "../retry/backoff.ts";
import type { RetryBudget } from "../retry/retry-budget.ts";
import type { RetryOptions } from "../retry/retry-options.ts";
import type { RetryRule } from "../envelope/business-codes.ts";
import type { Result } from "../result.ts";
import { wait } from "../time/wait.ts";
import type { Call } from "./call.ts";
import { abortedFailure, type Failure } from "./failure.ts";
import { type AttemptContext, type AttemptOutcome, runAttempt } from "./run-attempt.ts";
import type { Stage } from "./stage.ts";

/** What all calls of a client share. */
export interface CallContext extends AttemptContext {
  readonly retry: RetryOptions | false;
  readonly retryBudget: RetryBudget;
  readonly stages: readonly Stage[];
}

/** What a client does with a validated call: its stages and attempts. Never throws for a failure of the call. */
export function createCallRun(context: CallContext): Run<Result<unknown>> {
  const attempt = surround(
    context.stages.map(({ aroundAttempt }) => aroundAttempt),
    (call) => runAttempt(call, context),
  );
  return surround(
    context.stages.map(({ aroundCall }) => aroundCall),
    (call) => runAttempts(call, { context, attempt }),
  );
}

type Run<T> = (call: Call) => Promise<T>;
type Around<T> = (call: Call, next: () => Promise<T>) => Promise<T>;

/** Puts stages around what they stand around, the first outermost; once for all calls of a client. */
function surround<T>(stages: readonly (Around<T> | undefined)[], inner: Run<T>): Run<T> {
  return stages.reduceRight<Run<T>>(
    (next, around) => (around === undefined ? next : (call) => around(call, () => next(call))),
    inner,
  );
}

async function runAttempts(
  call: Call,
  { context, attempt }: { context: CallContext; attempt: Run<AttemptOutcome> },
): Promise<Result<unknown>> {
  for (;;) {
    const outcome = await attempt(call);
    if (outcome.ok) {
      context.retryBudget.refill();
      call.emit({ type: "billed", ...(call.cost === undefined ? {} : { cost: call.cost }) });
      return { ok: true, data: outcome.data, meta: call.meta() };
    }
    const waitMs = planRetry(call, context, outcome.failure);
    if (waitMs === undefined) return fail(call, outcome.failure);
    announceRetry(call, waitMs);
    if (!(await wait(waitMs, call.signal))) return fail(call, abortedFailure(false));
    call.waitedMs += waitMs;
  }
}

const unknownRetry: RetryRule = { maxAttempts: Infinity, baseMs: 1000, floorMs: 0 };

/** Milliseconds to wait before the next attempt, or `undefined` when there is none. */
function planRetry(call: Call, context: CallContext, failure: Failure): number | undefined {
  const options = call.options.retry ?? context.retry;
  if (options === false || failure.final === true) return undefined;
  const allowed = failure.billing === "unknown" && options.retryUnknown === true ? unknownRetry : undefined;
  const rule = failure.retry ?? allowed;
  const made = call.attempts.length;
  if (rule === undefined || made >= Math.min(rule.maxAttempts, options.maxAttempts ?? 3)) return undefined;
  const waitMs = computeBackoff({
    rule,
    options,
    retryNumber: made,
    retryAfterMs: failure.retryAfterMs,
    random: Math.random(),
  });
  if (waitMs === undefined || waitMs >= call.remainingMs()) return undefined;
  return context.retryBudget.take() ? waitMs : undefined;
}

function announceRetry(call: Call, waitMs: number): void {
  const attempt = call.attempts.at(-1);
  if (attempt !== undefined) call.emit({ type: "retry", waitMs, attempt });
}

function fail(call: Call, failure: Failure): Result<unknown> {
  const meta = call.meta();
  return { ok: false, error: failure.toError(meta), meta };
}
