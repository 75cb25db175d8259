import { abortedFailure, configFailure, timeoutFailure } from "../call/failure.ts";
import type { Call } from "../call/call.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { waitWithin } from "../call/wait-within.ts";
import { andThen } from "../time/and-then.ts";
import { untilAborted } from "../time/until-aborted.ts";
import { QueueOverflow, type RateLimiter, type RequestOutcome } from "./rate-limiter.ts";

/** Makes every attempt wait for the limiter, and tells it how the attempt ended. */
export function createLimiterStage(limiter: RateLimiter): Stage {
  return {
    aroundAttempt: (call, next) =>
      andThen(takeFree(limiter, call) ?? waitForTurn(limiter, call), (release) => {
        if (typeof release !== "function") return Promise.resolve(release);
        return next().then(
          (outcome) => {
            tell(release, classify(outcome));
            return outcome;
          },
          (error: unknown) => {
            tell(release, "failed");
            throw error;
          },
        );
      }),
  };
}

type Release = Awaited<ReturnType<RateLimiter["acquire"]>>;

/** Nearly every attempt may go out at once, and then nothing has to be set up for waiting. */
function takeFree(limiter: RateLimiter, call: Call): Release | undefined {
  if (call.signal?.aborted === true) return undefined;
  try {
    return limiter.tryAcquire?.(call.entry.operation);
  } catch {
    return undefined; // what a limiter of the caller's cannot do, `acquire` will tell
  }
}

async function waitForTurn(limiter: RateLimiter, call: Call): Promise<Release | AttemptOutcome> {
  const began = performance.now();
  const release = await waitWithin(call, async (end) => {
    try {
      return await acquire(limiter, call.entry.operation, end);
    } catch (error) {
      return refuse(call, error, end);
    }
  });
  const waitedMs = performance.now() - began;
  if (typeof release === "function" && waitedMs >= noticeableMs) {
    call.waitedMs += waitedMs;
    call.emit({ type: "throttled", waitedMs });
  }
  return release;
}

/** Waits no longer than the call may last, even for a limiter that does not heed the signal. */
async function acquire(limiter: RateLimiter, operation: string, signal: AbortSignal | undefined): Promise<Release> {
  const acquired = limiter.acquire(operation, signal);
  try {
    return await untilAborted(acquired, signal);
  } catch (error) {
    void acquired.then(
      (release) => tell(release, "failed"), // too late, but it must be given back
      () => undefined,
    );
    throw error;
  }
}

/** A limiter of the caller's that fails now is no reason to lose a reply that was paid for. */
function tell(release: Release, outcome: RequestOutcome): void {
  try {
    release(outcome);
  } catch {
    // See above.
  }
}

// Below this it was the event loop, not the limiter.
const noticeableMs = 5;

function classify(outcome: AttemptOutcome): RequestOutcome {
  if (outcome.ok) return "succeeded";
  return outcome.failure.code === 302 ? "limited" : "failed";
}

function refuse(call: Call, error: unknown, signal: AbortSignal | undefined): AttemptOutcome {
  if (call.signal?.aborted === true) return { ok: false, failure: abortedFailure(call, false) };
  const { deadlineMs } = call.options;
  if (deadlineMs !== undefined && signal?.aborted === true) {
    return { ok: false, failure: timeoutFailure(call, { scope: "deadline", limitMs: deadlineMs }, false) };
  }
  const why = error instanceof QueueOverflow ? error.message : "the rate limiter that was given failed";
  return { ok: false, failure: configFailure(`${call.entry.operation} was not sent: ${why}`) };
}
