import { longestTimerMs } from "./longest-timer.ts";

/**
 * Sets a limit of time that is no race with input: after a standstill, of a busy event loop or of the whole process, due
 * timers run before sockets are read, and a reply that came in time would lose to its own limit. So at the limit what
 * lies there gets two turns of the event loop, and where the timer came late, as long again as that, a second at most.
 * `reach` is told at the limit, `expire` after that. Returns what lifts the limit.
 */
export function startTimeLimit(ms: number, expire: () => void, reach?: () => void): () => void {
  const dueAt = performance.now() + ms;
  let isOpen = true;
  const takeTurns = (left: number): void => {
    if (isOpen && left > 0) runAfterInput(() => takeTurns(left - 1));
    else if (isOpen) expire();
  };
  let timer = setTimeout(
    () => {
      reach?.();
      const lateMs = performance.now() - dueAt;
      if (lateMs < noticeableMs) takeTurns(2);
      else timer = setTimeout(takeTurns, Math.min(lateMs, 1000), 2);
    },
    Math.min(Math.max(0, ms), longestTimerMs),
  );
  return () => {
    isOpen = false;
    clearTimeout(timer);
  };
}

// An idle event loop is not as late as this.
const noticeableMs = 5;

// Node's `setImmediate` runs when the sockets have been polled; elsewhere another timer must do. Kept from the start, so
// that a test's fake clock need not be wound on after a limit that it has reached.
const { setImmediate: runAfterInput = setTimeout } = globalThis as {
  readonly setImmediate?: (run: () => void) => unknown;
};
