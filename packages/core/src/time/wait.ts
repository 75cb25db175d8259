import { longestTimerMs } from "./longest-timer.ts";

/** Waits; resolves to false as soon as one of the signals aborts, with no timer or listener left behind. */
export function wait(ms: number, signal?: AbortSignal, other?: AbortSignal): Promise<boolean> {
  if (signal?.aborted || other?.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(true), Math.min(ms, longestTimerMs));
    const abort = (): void => finish(false);
    const finish = (waited: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      other?.removeEventListener("abort", abort);
      resolve(waited);
    };
    signal?.addEventListener("abort", abort);
    other?.addEventListener("abort", abort);
  });
}
