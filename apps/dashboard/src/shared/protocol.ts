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
  /** Why it is a mock: it was asked for, or there is no token; absent when live. */
  readonly reason?: "asked" | "no-token";
  /** Who is looking, by the proxy's word; `local` where the key lets in. */
  readonly user: string;
  /** A `viewer` sees what was paid for; a `spender` may load what costs. */
  readonly role: Role;
  /** What a billed call costs in yuan, as a decimal string; absent in a mock, and where nobody said. */
  readonly price?: string;
  /** What everybody together may spend today; absent in a mock, where nothing costs. */
  readonly budget?: {
    readonly maxCalls: number;
    /** Calls of today that were billed or may have been. */
    readonly spentCalls: number;
  };
}

/** What a person may do. */
export type Role = "viewer" | "spender";

/** The parameters of one call, as they go to the catalog. */
export type Parameters = Readonly<Record<string, unknown>>;

/** `POST /api/estimate`. */
export interface EstimateRequest {
  readonly operation: string;
  readonly parameters: readonly Parameters[];
}

/**
 * What each call of the request would do, in its order. `unsure`: an earlier answer to it was lost, so that it may be paid for
 * twice; it is sent only `again`.
 */
export interface EstimateReply {
  readonly outcomes: readonly ("send" | "unsure" | "cached" | "invalid" | "closed" | "over-budget")[];
}

/** `POST /api/call`. */
export interface CallRequest {
  readonly operation: string;
  readonly parameters: Parameters;
  /** Sends it also where it may be paid for twice; a person was asked. */
  readonly again?: boolean;
}

/** Most calls that one question about what is known may be about. */
export const maxKnown = 200;

/** `POST /api/known`, with a body as for an estimate of at most `maxKnown` calls: what was paid for already. Costs nothing. */
export interface KnownReply {
  /** In the order of the request; `null` for what would cost. In a mock, where nothing does, there is a reply to each. */
  readonly replies: readonly (CallReply | null)[];
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
  /**
   * `refused`: this server would not do it. `viewer`: this person may not spend. `busy`: too many requests of this person.
   * `expired`: the server was started anew, and does not know this page. `stopping`: it is about to end. `offline`: it could
   * not be reached. `doubt`: an earlier answer was lost, so that it may be paid for twice; it was not sent now.
   */
  readonly kind: ErrorKind | "doubt" | "refused" | "viewer" | "busy" | "expired" | "stopping" | "offline";
  /** The vendor's business code; absent for other kinds of failure. */
  readonly code?: number;
  readonly billing: Billing;
  /** ISO 8601: when the next call may be sent, where the way is closed for all (100, 303, 600, 601, 602, the budget). */
  readonly reopensAt?: string;
  readonly vendorMessage?: string;
  readonly requestId?: string;
}
