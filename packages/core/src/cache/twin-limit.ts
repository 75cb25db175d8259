import type { Call } from "../call/call.ts";
import type { TimeoutScope } from "../errors/timeout-error.ts";
import { isTimeUp } from "../time/is-time-up.ts";

/** The time that one of several callers has left for a request that they share. */
export interface TwinLimit {
  readonly leftMs: number;
  readonly scope: TimeoutScope;
  /** The option's own value. */
  readonly limitMs: number;
}

/** Whichever of a caller's limits passes first; an attempt that began without the caller counts from when it came. */
export function findLimit(waiter: { readonly call: Call; readonly startedAt: number }, flown: Call): TwinLimit {
  const { options, shared } = waiter.call;
  const { timeoutMs = shared.timeoutMs, deadlineMs = Infinity } = options;
  const now = performance.now();
  const attemptLeftMs = timeoutMs - (now - Math.max(waiter.startedAt, flown.attemptAt ?? now));
  const callLeftMs = deadlineMs - (now - waiter.startedAt);
  if (attemptLeftMs > callLeftMs) return { leftMs: callLeftMs, scope: "deadline", limitMs: deadlineMs };
  return { leftMs: attemptLeftMs, scope: "attempt", limitMs: timeoutMs };
}

/** The limit of a caller's own signal, once it has passed; `undefined` for one that aborted for another reason. */
export function findPassed(waiter: {
  readonly signal: AbortSignal | undefined;
  readonly startedAt: number;
}): TwinLimit | undefined {
  if (!isTimeUp(waiter.signal)) return undefined;
  return { leftMs: 0, scope: "signal", limitMs: Math.round(performance.now() - waiter.startedAt) };
}
