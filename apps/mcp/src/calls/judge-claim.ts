import type { Claim, ClaimRules, KeptCall } from "./call-store.ts";

/** How a question is asked, and when. */
export interface ClaimCase extends ClaimRules {
  readonly isFresh: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Says what becomes of a question, by all calls that asked it, newest first. Dead ones have been swept before.
 *
 * A reply answers for `reuseMs`. One that is asked afresh pays, but where the last one was asked afresh itself and has only just
 * come in: that is a client which lost the answer and sends its call again. What nobody knows the outcome of keeps the question
 * closed as long as its reply would have answered it.
 */
export function judgeClaim(calls: readonly KeptCall[], claim: ClaimCase): Claim {
  const running = calls.find(({ state }) => state === "claimed" || state === "sent");
  if (running !== undefined) return { kind: "running", call: running };
  const { isFresh, now, reuseMs, freshReuseMs } = claim;
  const isWithin = ({ endedAt = 0 }: KeptCall, ms: number): boolean => endedAt > now - ms;
  const kept = calls.find((call) => call.state === "done" && isWithin(call, reuseMs));
  const answers = kept !== undefined && (!isFresh || (kept.isFresh && isWithin(kept, freshReuseMs)));
  if (answers) return { kind: "kept", call: kept };
  const unknown = calls.find((call) => call.state === "unknown" && isWithin(call, reuseMs));
  if (unknown !== undefined && !(isFresh && claim.retriesUnknown)) return { kind: "unknown", call: unknown };
  return { kind: "new" };
}
