import type { Billing } from "./billing.ts";
import { omitUndefined } from "./omit-undefined.ts";

/** One request that was sent, that failed on its way out, or that a middleware kept from it. */
export interface Attempt {
  /** When it was sent, by this machine's clock. */
  readonly startedAt: Date;
  /** Milliseconds from sending to the last byte, or to the failure. */
  readonly durationMs: number;
  /** Milliseconds waited before it: backoff and rate limit. */
  readonly waitedMs: number;
  /** Absent when no reply came. */
  readonly httpStatus?: number;
  /** The envelope's business code; absent when no envelope came. */
  readonly code?: number;
  /** Whether this request cost money. */
  readonly billing: Billing;
  /**
   * True where the platform's own `fetch` may have sent this request twice without a word, so that one attempt is the
   * least that arrived, and the second may have been paid for, too: every request in a browser's page and its workers,
   * and one that ended with status 421, but for Bun and Deno. Absent otherwise. What a server refused to look at, which is
   * never paid for, Node sends again without a word here, too: after status 421, and over HTTP/2 from Node 26 on.
   */
  readonly mayHaveBeenResent?: true;
  /** True where a middleware kept the request from being sent: what it answered is not the vendor's word. Absent otherwise. */
  readonly isUnsent?: true;
}

/** What is known about a call besides its data. */
export interface Meta {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** An id of this client's, which the call's events have, too; absent where there was no call. */
  readonly callId?: string;
  /** The call's own label; absent when it has none. */
  readonly label?: string;
  /** The vendor's id of the request, for its support; absent when it sent none. */
  readonly requestId?: string;
  /** The vendor's time stamp, as sent; absent when it sent none. */
  readonly recordTime?: string;
  /**
   * Present where the `fetch` that was given had the reply only as parsed JSON, with integers beyond 2^53 in it that were
   * rounded: they stand in the data as decimal strings whose last digits are wrong. With `text()` they would be whole.
   */
  readonly isRounded?: true;
  /** The last attempt's status; absent when no reply came. */
  readonly httpStatus?: number;
  /**
   * Of the last attempt's reply, those that `keepHeaders` lists, by their names in small letters: without the token, and no
   * longer than 1,000 characters each. Absent without that option, where none of them came, and for a reply of the cache.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** All attempts together. */
  readonly billing: Billing;
  /**
   * Every request that was made for this call, in order; empty when none was needed or allowed. A lower bound where one
   * of them has `mayHaveBeenResent`.
   */
  readonly attempts: readonly Attempt[];
  /**
   * True when the outcome came from the cache or from a request shared with an identical call: nothing more was billed.
   * Of a shared request that failed, one caller's `billing` tells what it cost; the others' is `unbilled`.
   */
  readonly cached: boolean;
  /** Milliseconds since the data came in; absent when this call fetched it. */
  readonly ageMs?: number;
}

/** The meta of a failure that no call has got to. */
export function emptyMeta(operation: string, { callId, label }: CallName = {}): Meta {
  return { operation, ...nameCall(callId, label), billing: "unbilled", attempts: [], cached: false };
}

/** Whether any request went out. */
export function wasSent({ attempts }: Pick<Meta, "attempts">): boolean {
  return attempts.some(({ isUnsent }) => !isUnsent);
}

/** What a call is known by; callers without types may give anything as a label. */
export interface CallName {
  readonly callId?: string | undefined;
  readonly label?: unknown;
}

/** What tells a call from others, as far as there is something. */
export function nameCall(callId: string | undefined, label: unknown): Pick<Meta, "callId" | "label"> {
  return { ...(callId !== undefined && { callId }), ...(typeof label === "string" && { label }) };
}

/** What the vendor tells of a reply, for another record of it. */
export function pickReplyFacts({ requestId, recordTime, isRounded }: ReplyFacts): ReplyFacts {
  return omitUndefined({ requestId, recordTime, isRounded });
}

type ReplyFacts = Pick<Meta, "requestId" | "recordTime" | "isRounded">;
