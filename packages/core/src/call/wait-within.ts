import { longestTimerMs } from "../time/longest-timer.ts";
import type { Call } from "./call.ts";

/** Waits with a signal that aborts with the call's and at its deadline; leaves no timer and no listener behind. */
export async function waitWithin<T>(call: Call, wait: (end: AbortSignal | undefined) => Promise<T>): Promise<T> {
  const { signal } = call;
  const remainingMs = call.remainingMs();
  if (remainingMs > longestTimerMs) return wait(signal);
  // Not AbortSignal.timeout: its timer would outlive a call that has ended long before its deadline.
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const passDeadline = (): void => {
    call.isLate = true;
    end();
  };
  const timer = setTimeout(passDeadline, Math.max(0, Math.ceil(remainingMs)));
  if (signal?.aborted === true) end();
  signal?.addEventListener("abort", end);
  try {
    return await wait(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}
