import type { Mismatch } from "@just-one/api";
import type { Billing } from "../billing.ts";
import type { ErrorKind } from "../errors/just-one-error.ts";
import type { Attempt } from "../meta.ts";

/**
 * What a client tells while it works. No event holds the token, a URL, a parameter or a reply.
 *
 * - `attempt`: a request ended, well or not
 * - `retry`: another attempt follows after `waitMs`
 * - `billed`: a call succeeded and will be paid for; `durationMs` is the whole call's, waits included
 * - `failed`: a call ended with an error after something was sent for it; what it cost stands in `billing`
 * - `refused`: a call ended with an error and nothing was sent for it: parameters, budget, a closed door, options, a signal
 * - `cached`: a call was answered by the cache, or shared a request that was under way
 * - `latched`: a call was not sent, because an earlier answer, with this code, closed the operation, the token or the
 *   account; without a code, because too many requests in a row were lost. `until` is absent while a call tries it
 * - `throttled`: an attempt waited for the rate limit
 * - `paused`: after an answer with 302 nothing of this operation is sent for `waitMs`, which may be an hour
 * - `mismatch`: a success whose data is not of its type; told with `validate` on, without what stands there
 * - `deprecated`: a deprecated operation was called; told once for each operation of a client
 */
export type ClientEvent = EventDetail & {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /**
   * The same in all events of a call, in its `meta` and in its error. Of identical calls that share a request, its attempts and
   * its bill are told under the id and label of the call that it left with, also where another reports them in the end.
   */
  readonly callId?: string;
  /** The call's own label; absent when it has none. */
  readonly label?: string;
};

/** A `ClientEvent` before it knows its call. */
export type EventDetail =
  | { readonly type: "attempt"; readonly attempt: Attempt }
  | { readonly type: "retry"; readonly waitMs: number; readonly attempt: Attempt }
  | { readonly type: "billed"; readonly cost?: string; readonly durationMs: number; readonly requestId?: string }
  | CallEnded
  | { readonly type: "cached" }
  | { readonly type: "latched"; readonly code?: number; readonly until?: Date }
  | { readonly type: "throttled"; readonly waitedMs: number }
  | { readonly type: "paused"; readonly waitMs: number }
  | { readonly type: "mismatch"; readonly mismatches: readonly Mismatch[] }
  | { readonly type: "deprecated" };

/** A call that did not succeed, as an event tells of it. */
export interface CallEnded {
  /** `failed` where something was sent for it, `refused` where nothing was. */
  readonly type: "failed" | "refused";
  /** Of the error. */
  readonly kind: ErrorKind;
  /** The vendor's; absent where it is none of its answers that the error tells of. */
  readonly code?: number;
  /** What it cost, all attempts together. */
  readonly billing: Billing;
  /** Milliseconds of the whole call, waits included. */
  readonly durationMs: number;
  /** The vendor's; absent when it sent none. */
  readonly requestId?: string;
}

/** Receives events. What it throws is swallowed: an observer never makes a paid call fail. */
export type OnEvent = (event: ClientEvent) => void;
