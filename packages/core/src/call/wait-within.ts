import { longestTimerMs } from "../time/longest-timer.ts";
import { startTimeLimit } from "../time/start-time-limit.ts";
import type { Call } from "./call.ts";

/** Milliseconds that a paid reply waits until it is entered in a ledger or a cache; those go on behind its back. */
export const bookkeepingMs = 1000;

/**
 * Waits for what `start` promises, but no longer than the call may last: rejects as soon as its signal aborts or its
 * deadline passes, also where what was started does not heed the signal that it gets. Leaves no timer and no listener
 * behind. What is there at once comes back at once: nearly all of it, and nothing is set up for it. What comes too late
 * goes to `giveBack`. Waits no longer than `maxMs` either.
 */
export function waitWithin<T>(
  call: Call,
  start: (end: AbortSignal | undefined) => T | Promise<T>,
  giveBack?: (late: T) => void,
  maxMs: number = Infinity,
  isHeeded: boolean = false,
): T | Promise<T> {
  const { signal } = call;
  const isDeadline = call.remainingMs() <= maxMs;
  const remainingMs = isDeadline ? call.remainingMs() : maxMs;
  const deadline = remainingMs > longestTimerMs ? undefined : new AbortController();
  // What is paid is entered in the books after a close, too.
  const closing = maxMs === Infinity ? call.life?.signal : undefined;
  const end = deadline?.signal ?? signal ?? closing;
  const started = start(end);
  if (!(started instanceof Promise) || end === undefined) return started;
  // Nothing else may end it, and it is known to heed that: nearly every wait for a place, and each turn counts there.
  if (end === closing && isHeeded) return started;

  const over = Promise.withResolvers<never>();
  const stop = (): void => {
    over.reject(new Error("aborted"));
    deadline?.abort();
  };
  // Not AbortSignal.timeout: its timer would outlive a call that has ended long before its deadline.
  let { startedAt } = call;
  const startLimit = (ms: number): (() => void) =>
    startTimeLimit(
      Math.max(0, Math.ceil(ms)),
      expire,
      () => (call.isLate ||= isDeadline && call.startedAt === startedAt),
    );
  const expire = (): void => {
    if (!isDeadline || call.startedAt === startedAt) return stop();
    ({ startedAt } = call); // a twin has come, and may wait longer
    liftLimit = startLimit(call.remainingMs());
  };
  let liftLimit = deadline && startLimit(remainingMs);
  const signals = [signal, closing].filter((one) => one !== undefined);
  if (signals.some(({ aborted }) => aborted)) stop();
  for (const one of signals) one.addEventListener("abort", stop);
  return Promise.race([started, over.promise])
    .finally(() => {
      liftLimit?.();
      for (const one of signals) one.removeEventListener("abort", stop);
    })
    .catch((error: unknown) => {
      void started.then(giveBack, () => undefined);
      throw error;
    });
}
