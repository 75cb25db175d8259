import { isShut, type Outcome } from "../api/ask-outcomes.ts";
import type { Closing } from "../creators/closings.ts";
import type { Messages } from "../messages/english.ts";
import { writeReopening } from "./write-reopening.ts";

export interface ClosedWayOptions {
  /** What the calls of the table would do, by the server's newest word; absent until it has one. */
  readonly outcomes: readonly Outcome[] | undefined;
  /** What calls of this page have met. */
  readonly closings: readonly Closing[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Says why nothing that costs can be sent now; `undefined` where something can. The server's word counts: somebody may have
 * topped the account up, or settled calls by the bill. Until it has one, what calls have met counts as long as they were told.
 */
export function findClosedWay({ outcomes, closings, now }: ClosedWayOptions, messages: Messages): string | undefined {
  const lasting = closings.find(({ reopensAt = 0 }) => reopensAt > now);
  if (outcomes === undefined ? lasting === undefined : !isShut(outcomes)) return undefined;
  if (lasting === undefined) return messages.loading.closedAll;
  return `${messages.loading.closedShort[lasting.reason]} · ${writeReopening(lasting, messages)}`;
}
