/**
 * What became of an input. `planned`: not paid for, will be sent. `sent`: its request may have left, nobody knows more yet.
 * `billed`: paid for, its reply is kept. `failed`: certainly not paid for by this run, and not tried again unasked. `unknown`: may have
 * been paid for, no reply; never sent again unasked. `lost`: the bill says that it was paid for, the reply never came.
 * `skipped`: a reply that was paid for earlier is used. `invalid`: no input of this operation.
 */
export type ItemState = "planned" | "sent" | "billed" | "failed" | "unknown" | "skipped" | "invalid" | "lost";

/** All states, in the order of reports. */
export const itemStates: readonly ItemState[] = [
  "planned",
  "sent",
  "billed",
  "skipped",
  "failed",
  "unknown",
  "lost",
  "invalid",
];

/** An input with its story. */
export interface Item {
  /** Counts from 1, in the order of the inputs; a repeated input has none of its own. */
  readonly seq: number;
  readonly state: ItemState;
  /** The operation's own parameters; of an invalid input what was given, as `{ input: … }`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The name that stood beside it; absent when there was none. Text of others: encode it. */
  readonly label?: string;
  /** Requests that were sent for it. */
  readonly attempts: number;
  /** The vendor's code, the kind of the error, or why the input is invalid; absent when nothing failed. */
  readonly reason?: string;
  /** Epoch milliseconds of the last request. */
  readonly sentAt?: number;
  /** Epoch milliseconds of the last thing that became known. */
  readonly settledAt?: number;
}

/** A reply that was paid for. */
export interface Reply {
  /** The envelope's `data` as JSON. */
  readonly json: string;
  /** The vendor's id of the request; absent when it sent none. */
  readonly requestId?: string | undefined;
  /** The vendor's time stamp, as sent; absent when it sent none. */
  readonly recordTime?: string | undefined;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
}

/** An input as it is planned. */
export interface NewItem {
  readonly seq: number;
  /** The canonical request: the same for two inputs that ask for the same. Absent for an invalid input. */
  readonly key?: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly label?: string | undefined;
  /** Why it is no input of the operation. */
  readonly invalid?: string | undefined;
  /** A reply that was paid for earlier and is fresh enough. */
  readonly reply?: Reply | undefined;
  /** It may have been paid for earlier, outside this run, without a reply: `failed` from the start, for `reasonOfDoubt`. @default false */
  readonly isDoubtful?: boolean | undefined;
}

/** The `reason` of an item that this run does not send, as an identical request may have been paid for outside it, without a reply. */
export const reasonOfDoubt = "in-doubt";

/** How an item begins, and why. */
export function beginItem({ invalid, reply, isDoubtful }: NewItem): Pick<Item, "state" | "reason"> {
  if (invalid !== undefined) return { state: "invalid", reason: invalid };
  if (reply !== undefined) return { state: "skipped" };
  return isDoubtful === true ? { state: "failed", reason: reasonOfDoubt } : { state: "planned" };
}
