import type { Result } from "../result.ts";
import { billOutcome } from "./bill-outcome.ts";
import type { Call } from "./call.ts";
import { type AttemptContext, type AttemptOutcome, runAttempt } from "./run-attempt.ts";
import type { Stage } from "./stage.ts";

/** What all calls of a client share. */
export interface CallContext extends AttemptContext {
  readonly stages: readonly Stage[];
}

/** What a client does with a call: its stages and one attempt. Never throws for a failure of the call. */
export function createCallRun(context: CallContext): Run<Result<unknown>> {
  const attempt = surround(
    context.stages.map(({ aroundAttempt }) => aroundAttempt),
    (call) => runAttempt(call, context),
  );
  return surround(
    context.stages.map(({ aroundCall }) => aroundCall),
    (call) => attempt(call).then((outcome) => conclude(call, outcome)),
  );
}

type Run<T> = (call: Call) => Promise<T>;
type Around<T> = (call: Call, next: () => Promise<T>) => Promise<T>;

/** Puts stages around what they stand around, the first outermost; once for all calls of a client. */
function surround<T>(stages: readonly (Around<T> | undefined)[], inner: Run<T>): Run<T> {
  return stages.reduceRight<Run<T>>((next, around) => {
    if (around === undefined) return next;
    return (call) => {
      try {
        return around(call, () => next(call));
      } catch (error) {
        return Promise.reject(error); // a stage of the caller's need not be an async function
      }
    };
  }, inner);
}

function conclude(call: Call, outcome: AttemptOutcome): Result<unknown> {
  const meta = call.meta();
  if (billOutcome(outcome) === "billed") {
    const { calledAt, cost } = call;
    const { requestId } = meta;
    // Member by member: this is what every call passes.
    call.emit({
      type: "billed",
      durationMs: performance.now() - calledAt,
      ...(cost !== undefined && { cost }),
      ...(requestId !== undefined && { requestId }),
    });
  }
  if (!outcome.ok) return { ok: false, error: outcome.failure.toError(meta), meta };
  return { ok: true, data: outcome.data, meta };
}
