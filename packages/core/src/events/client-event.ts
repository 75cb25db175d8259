import type { Mismatch } from "@just-one/api";
import type { Attempt } from "../meta.ts";

/**
 * What a client tells while it works. No event holds the token, a URL, a parameter or a reply.
 *
 * - `attempt`: a request ended, well or not
 * - `retry`: another attempt follows after `waitMs`
 * - `billed`: a call succeeded and will be paid for
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
  /** The call's own label; absent when it has none. */
  readonly label?: string;
};

/** A `ClientEvent` before it knows its call. */
export type EventDetail =
  | { readonly type: "attempt"; readonly attempt: Attempt }
  | { readonly type: "retry"; readonly waitMs: number; readonly attempt: Attempt }
  | { readonly type: "billed"; readonly cost?: string }
  | { readonly type: "cached" }
  | { readonly type: "latched"; readonly code?: number; readonly until?: Date }
  | { readonly type: "throttled"; readonly waitedMs: number }
  | { readonly type: "paused"; readonly waitMs: number }
  | { readonly type: "mismatch"; readonly mismatches: readonly Mismatch[] }
  | { readonly type: "deprecated" };

/** Receives events. What it throws is swallowed: an observer never makes a paid call fail. */
export type OnEvent = (event: ClientEvent) => void;
