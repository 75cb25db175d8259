import type { ItemState } from "./item.ts";

/**
 * What may happen to an item, and from which states. Every one is a compare-and-set: whoever comes late changes nothing.
 * Only `pay-again` sends again what may have been paid for, and only a person asks for it.
 */
export const transitions: Readonly<Record<TransitionName, Transition>> = {
  /** Recorded before the request leaves. */
  send: { from: ["planned"], to: "sent" },
  /** A reply with code 0, however late: what was paid for is never thrown away. */
  bill: { from: ["sent", "unknown", "lost", "planned", "failed"], to: "billed" },
  /** Proven unbilled, and to be sent again later. */
  release: { from: ["sent", "unknown"], to: "planned" },
  /** Proven unbilled, and not to be sent again. */
  fail: { from: ["sent", "unknown"], to: "failed" },
  /** Refused before anything was sent. */
  refuse: { from: ["planned"], to: "failed" },
  /** No answer, or its worker is dead. */
  lose: { from: ["sent"], to: "unknown" },
  /** The vendor's bill has it. */
  "reconcile-billed": { from: ["unknown"], to: "lost" },
  /** The vendor's bill does not have it. */
  "reconcile-unbilled": { from: ["unknown"], to: "planned" },
  /** A person asks for it once more. */
  retry: { from: ["failed"], to: "planned" },
  /** A person pays a second time where it must be; the first time counts as paid for. */
  "pay-again": { from: ["unknown", "lost"], to: "planned" },
};

export interface Transition {
  readonly from: readonly ItemState[];
  readonly to: ItemState;
}

export type TransitionName =
  | "send"
  | "bill"
  | "release"
  | "fail"
  | "refuse"
  | "lose"
  | "reconcile-billed"
  | "reconcile-unbilled"
  | "retry"
  | "pay-again";

/** States whose call was paid for. */
export const paidStates: readonly ItemState[] = ["billed", "lost"];

/** States whose call may have been paid for. */
export const openStates: readonly ItemState[] = ["sent", "unknown"];
