import { ApiError, findBusinessCode } from "@just-one/core";

/** Milliseconds after which one call tries what an answer has closed: somebody may have topped the account up. */
export const reopenAfterMs = 60_000;

/** When the next call may be sent after an answer that closed the way; `undefined` for one that closes nothing. */
export function findReopening(error: ApiError): Date | undefined {
  if (error.resetsAt !== undefined) return error.resetsAt;
  if (findBusinessCode(error.code)?.closes === undefined) return undefined;
  // A call that was kept from being sent has the one as its cause whose answer closed the way.
  const answered = error.meta.attempts.length === 0 && ApiError.is(error.cause) ? error.cause : error;
  const last = answered.meta.attempts.at(-1);
  return last && new Date(last.startedAt.getTime() + last.durationMs + reopenAfterMs);
}

/** When the budget of a day begins anew: at the next midnight in Shanghai, which has no summer time. */
export function findMidnight(now: Date): Date {
  const eastOfUtcMs = 8 * 3_600_000;
  const dayMs = 86_400_000;
  return new Date(Math.floor((now.getTime() + eastOfUtcMs) / dayMs + 1) * dayMs - eastOfUtcMs);
}
