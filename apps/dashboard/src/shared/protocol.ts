import type { Billing, ErrorKind } from "@just-one/core";

// What page and server say to each other. The token is in none of it.

/** The operation that the page calls once for each creator. */
export const spreadOperation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

/** Most calls that one estimate may ask about. */
export const maxEstimates = 1000;

/** `GET /api/session`: what the page must say before anything is loaded. */
export interface Session {
  /** `mock`: the figures are invented, and nothing is billed. */
  readonly mode: "mock" | "live";
  /** Billed calls that everybody together may make today. */
  readonly maxCalls: number;
  /** Calls of today that were billed or may have been. */
  readonly spentCalls: number;
}

/** The parameters of one call, as they go to the catalog. */
export type Parameters = Readonly<Record<string, unknown>>;

/** `POST /api/estimate`. */
export interface EstimateRequest {
  readonly operation: string;
  readonly parameters: readonly Parameters[];
}

/** What each call of the request would do, in its order. */
export interface EstimateReply {
  readonly outcomes: readonly ("send" | "cached" | "invalid" | "closed" | "over-budget")[];
}

/** `POST /api/call`. */
export interface CallRequest {
  readonly operation: string;
  readonly parameters: Parameters;
}

/** What became of a call. The page gets it with HTTP 200, also when the call failed. */
export type CallReply =
  | {
      readonly ok: true;
      readonly data: unknown;
      readonly billing: Billing;
      readonly cached: boolean;
      /** Milliseconds since the data came in; absent when this call fetched it. */
      readonly ageMs?: number;
      readonly requestId?: string;
    }
  | { readonly ok: false; readonly failure: Failure };

/** A failed call, without the words: those are the page's, in the reader's language. */
export interface Failure {
  /** `refused`: this server would not do it. `offline`: this server could not be reached. */
  readonly kind: ErrorKind | "refused" | "offline";
  /** The vendor's business code; absent for other kinds of failure. */
  readonly code?: number;
  readonly billing: Billing;
  /** ISO 8601; code 303 only. */
  readonly resetsAt?: string;
  readonly vendorMessage?: string;
  readonly requestId?: string;
}
