import type { KeptCall } from "./call-store.ts";

/** What is waited for, and how long. */
export interface Waiting {
  readonly ms: number;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  /** Resolves when the call has ended, where it is under way in this process. */
  readonly here: Promise<void> | undefined;
  /** What is known of the call now. */
  readonly find: () => Promise<KeptCall | undefined>;
}

const pollMs = 250;

/** Waits for a call of this process or of another one; returns what is known of it when it has ended, or the time is over. */
export async function waitForEnd({ ms, signal, here, find }: Waiting): Promise<KeptCall | undefined> {
  const until = performance.now() + ms;
  const first = await find();
  if (!isRunning(first)) return first;
  for (;;) {
    const left = until - performance.now();
    if (left <= 0 || signal.aborted) return find();
    await pause(here === undefined ? Math.min(pollMs, left) : left, signal, here);
    const call = await find();
    if (!isRunning(call)) return call;
  }
}

function isRunning(call: KeptCall | undefined): boolean {
  return call?.state === "claimed" || call?.state === "sent";
}

/** Whichever is first: the time, the end, or that nobody waits. */
async function pause(ms: number, signal: AbortSignal, end: Promise<void> | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const stop = (): void => resolve();
  signal.addEventListener("abort", stop, { once: true });
  void end?.then(stop);
  await promise;
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
}
