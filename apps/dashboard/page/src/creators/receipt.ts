import type { CallReply } from "../../../src/shared/protocol.ts";

/** What loading came to. */
export interface Receipt {
  readonly billed: number;
  /** Known already, and free. */
  readonly free: number;
  /** Failed, and certainly not paid for. */
  readonly unbilled: number;
  /** Failed, and nobody knows whether it was paid for. */
  readonly unknown: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Epoch milliseconds; absent while calls are under way. */
  readonly endedAt?: number;
}

export function startReceipt(startedAt: number): Receipt {
  return { billed: 0, free: 0, unbilled: 0, unknown: 0, startedAt };
}

/** Adds one answer. One that was billed and is of no use is billed all the same. */
export function countReply(receipt: Receipt, reply: CallReply): Receipt {
  const outcome = reply.ok ? (reply.cached ? "free" : reply.billing) : reply.failure.billing;
  return { ...receipt, [outcome]: receipt[outcome] + 1 };
}
