import type { Call } from "../call/call.ts";
import { configFailure } from "../call/failure.ts";
import { findCut } from "../call/find-cut.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Stage } from "../call/stage.ts";
import { ConfigError } from "../errors/config-error.ts";
import { waitWithin } from "../call/wait-within.ts";
import { tell } from "../tell.ts";
import { andThen } from "../time/and-then.ts";
import { QueueOverflow, type RateLimiter, type Release, type RequestOutcome } from "./rate-limiter.ts";

/**
 * Makes every attempt wait for the limiter, and tells it how the attempt ended. One of our own is known to heed the signal
 * that it gets.
 */
export function createLimiterStage(limiter: RateLimiter, isOwn: boolean = false): Stage {
  return {
    aroundAttempt: (call, next) =>
      andThen(takePlace(limiter, call, isOwn), (release) => {
        if (typeof release !== "function") return Promise.resolve(release);
        return next().then(
          (outcome) => {
            const restMs = tellLimiter(release, classify(outcome), outcome);
            if (typeof restMs === "number" && restMs > 0) call.emit({ type: "paused", waitMs: restMs });
            return outcome;
          },
          (error: unknown) => {
            tellLimiter(release, "failed");
            throw error;
          },
        );
      }),
  };
}

/** Waits no longer than the call may last, even for a limiter that does not heed the signal. */
function takePlace(
  limiter: RateLimiter,
  call: Call,
  isOwn: boolean,
): Release | AttemptOutcome | Promise<Release | AttemptOutcome> {
  if (call.signal?.aborted === true) return refuse(call); // whatever the limiter would say
  const began = performance.now();
  const acquire = (end: AbortSignal | undefined): Release | Promise<Release> => {
    const place = limiter.acquire(call.entry.operation, end);
    return typeof place === "function" ? place : Promise.resolve(place); // it may be of another make than ours
  };
  try {
    const place = waitWithin(call, acquire, (late) => tellLimiter(late, "failed"), Infinity, isOwn);
    if (typeof place === "function") return place;
    return place.then(
      (release) => {
        if (typeof release !== "function") return refuse(call); // callers without types may give anything
        const waitedMs = performance.now() - began;
        if (waitedMs >= noticeableMs) {
          call.waitedMs += waitedMs;
          call.emit({ type: "throttled", waitedMs });
        }
        return release;
      },
      (error: unknown) => refuse(call, error),
    );
  } catch (error) {
    return refuse(call, error);
  }
}

/** A limiter of the caller's that fails now is no reason to lose a reply that was paid for. */
function tellLimiter(release: Release, how: RequestOutcome, outcome?: AttemptOutcome): unknown {
  const retryAfterMs = outcome?.ok === false && how === "limited" ? outcome.failure.retryAfterMs : undefined;
  return tell(() => (retryAfterMs === undefined ? release(how) : release(how, retryAfterMs)));
}

// Below this it was the event loop, not the limiter.
const noticeableMs = 5;

function classify(outcome: AttemptOutcome): RequestOutcome {
  if (outcome.ok) return "succeeded";
  return outcome.failure.code === 302 && !outcome.unsent ? "limited" : "failed";
}

function refuse(call: Call, error?: unknown): AttemptOutcome {
  const isFull = error instanceof QueueOverflow;
  // One of our own says what to do; what others throw may hold anything.
  const why = isFull || ConfigError.is(error) ? error.message : "the rate limiter that was given failed";
  return { ok: false, failure: findCut(call) ?? configFailure(why, isFull) };
}
