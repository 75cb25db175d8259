import type { BaseOptions, ClientOptions } from "@just-one/core";
import type { RateLimiter } from "@just-one/core/lean";
import type { Board, RunTotals } from "./board.ts";
import type { Reply } from "./item.ts";
import type { SharedReplies } from "./shared-replies.ts";
import type { StopReason } from "./stop.ts";

/** How a run's client is made: as `createClient`, as far as it concerns sending. */
export type CollectClientOptions = Pick<BaseOptions, "token"> &
  Pick<
    ClientOptions,
    "environment" | "baseUrl" | "allowInsecureHttp" | "fetch" | "timeoutMs" | "retry" | "catalog" | "maxResponseBytes"
  >;

/** What is sent, and how. */
export interface CollectOptions {
  /** Where a run is planned; it stays open. */
  readonly board: Board;
  /** How requests are made. */
  readonly client: CollectClientOptions;
  /** Requests at once, at most. @default 16 */
  readonly concurrency?: number | undefined;
  /**
   * Lets requests leave, for all runs of a process, or of machines, that share an operation's limit.
   * @default one of this run's own, for `concurrency` requests at once, which sends less at once after code 302
   */
  readonly limiter?: RateLimiter | undefined;
  /** Requests in a row without the vendor's reply after which the run stops. @default 10 */
  readonly maxLost?: number | undefined;
  /** Ends the run: nothing more is sent, what is under way is waited for. */
  readonly stop?: AbortSignal | undefined;
  /** Ends what is under way, too: it stays `unknown`. */
  readonly abort?: AbortSignal | undefined;
  /**
   * What other programs pay for at the same time: an item that has its reply by now is `skipped`, and one that may have been paid for
   * without a reply has failed for `reasonOfDoubt`. For boards that can `skip`.
   */
  readonly shared?: SharedReplies | undefined;
  /** Is told how far the run is, at every request and reply. What it throws is swallowed. */
  readonly onProgress?: ((progress: CollectProgress) => void) | undefined;
  /** Is given every reply that was paid for, once it is on the board. What it throws is swallowed. */
  readonly onReply?: ((paid: PaidReply) => void) | undefined;
}

/** A reply that was paid for just now. */
export interface PaidReply {
  /** Of its item. */
  readonly seq: number;
  /** All that was asked with: the run's own and the item's. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** As it is kept. */
  readonly reply: Reply;
}

/** How far a run is. */
export interface CollectProgress {
  /** Items that this worker is through with. */
  readonly done: number;
  /** Requests that are under way. */
  readonly underWay: number;
  /** Answers by code 302 so far. */
  readonly limited: number;
  /** Until when nothing is sent because the day's quota is used up; absent while there is some. */
  readonly waitsUntil?: Date;
  /** Until when nothing is sent because the vendor limits this operation (code 302); absent while it does not. */
  readonly limitedUntil?: Date;
}

/** How a run ended. */
export interface CollectEnd {
  /** Absent when every item is through. */
  readonly stopped?: StopReason;
  /** What stopped it, where that was an error. */
  readonly error?: unknown;
  /** Of the whole run, also of what others did. */
  readonly totals: RunTotals;
  /** Answers by code 302. */
  readonly limited: number;
  /** Milliseconds. */
  readonly durationMs: number;
}
