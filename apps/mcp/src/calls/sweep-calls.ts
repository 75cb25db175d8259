import type { Ledger } from "@just-one/core";
import type { CallStore } from "./call-store.ts";

/** Finds calls whose process died, and accounts for them: what was sent may have been paid for, what was only claimed was not. */
export async function sweepCalls(store: CallStore, ledger: Ledger): Promise<void> {
  for (const { call, wasSent } of await store.sweep()) {
    const { id, operation, label, day, cost } = call;
    await ledger.settle({ id, operation, label, day, cost }, wasSent ? "unknown" : "unbilled");
  }
}
