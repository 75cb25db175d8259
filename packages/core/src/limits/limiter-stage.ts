import { abortedFailure, configFailure, timeoutFailure } from "../call/failure.ts";
import type { Call } from "../call/call.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { QueueOverflow, type RateLimiter, type RequestOutcome } from "./rate-limiter.ts";

/** Makes every attempt wait for the limiter, and tells it how the attempt ended. */
export function createLimiterStage(limiter: RateLimiter): Stage {
  return {
    aroundAttempt: async (call, next) => {
      const began = performance.now();
      let release: (outcome: RequestOutcome) => void;
      try {
        release = await limiter.acquire(call.entry.operation, call.endSignal());
      } catch (error) {
        return refuse(call, error);
      }
      const waitedMs = performance.now() - began;
      if (waitedMs >= noticeableMs) {
        call.waitedMs += waitedMs;
        call.emit({ type: "throttled", waitedMs });
      }
      let outcome: AttemptOutcome | undefined;
      try {
        outcome = await next();
        return outcome;
      } finally {
        release(classify(outcome));
      }
    },
  };
}

// Below this it was the event loop, not the limiter.
const noticeableMs = 5;

function classify(outcome: AttemptOutcome | undefined): RequestOutcome {
  if (outcome?.ok === true) return "succeeded";
  return outcome?.failure.code === 302 ? "limited" : "failed";
}

function refuse(call: Call, error: unknown): AttemptOutcome {
  if (call.signal?.aborted === true) return { ok: false, failure: abortedFailure(false) };
  const { deadlineMs } = call.options;
  if (deadlineMs !== undefined && call.remainingMs() <= 0) {
    return { ok: false, failure: timeoutFailure("deadline", deadlineMs, false) };
  }
  const why = error instanceof QueueOverflow ? error.message : "the rate limiter that was given failed";
  return { ok: false, failure: configFailure(`${call.entry.operation} was not sent: ${why}`) };
}
