import type { KeptBatch } from "../calls/call-store.ts";
import type { Memory, Office } from "./services.ts";

/** Waits for a list that is under way in this process; returns what is known of it when it has ended, or the time is over. */
export async function waitForBatch(
  { store, batches }: Pick<Memory, "store"> & Partial<Pick<Office, "batches">>,
  id: string,
  { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
): Promise<KeptBatch | undefined> {
  const running = batches?.get(id);
  if (running !== undefined && ms > 0 && !signal.aborted) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    const stop = (): void => resolve();
    signal.addEventListener("abort", stop, { once: true });
    await Promise.race([promise, running]);
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
  return store.findBatch(id);
}
