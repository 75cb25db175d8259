import type { MockRequest } from "../mock/mock-request.ts";
import type { FaultOutcome } from "./fault-outcome.ts";

/** A line of the server's books: a request, what it met, and whether it was billed, whatever the client got to see. */
export interface LedgerLine extends MockRequest {
  /** The fault's name; `code-302` and the like for a business code. */
  readonly outcome: string;
  readonly billed: boolean;
}

/** What the books say in sum. */
export interface Statement {
  readonly arrived: number;
  readonly billed: number;
}

/** A running server that loses replies on demand, and keeps its own books. */
export interface FaultServer {
  /** `http://127.0.0.1:<port>`, for a client's `baseUrl`. */
  readonly url: string;
  /** Every request that arrived, oldest first, as soon as it was read. */
  readonly ledger: readonly LedgerLine[];
  /** Requests that arrived at the other host, to which `redirect` points: a client that follows none leaves this at 0. */
  readonly followed: number;
  /**
   * Queues outcomes for the next requests, one each, first come first served; with an empty queue every request
   * succeeds and is billed.
   *
   * @param operation `"METHOD /path"`: only requests of this one take from its queue, before the common one
   * @throws TypeError for what is neither a business code nor the name of a fault
   *
   * @example
   * ```ts
   * server.enqueue(["302", "302", "0"]);
   * server.enqueue(["html-502", { fault: "hang", billed: false }]);
   * ```
   */
  enqueue(outcomes: readonly FaultOutcome[], operation?: string): void;
  /** Sums up the books; of one outcome, such as `"hang"` or `"code-302"`, when it is named. */
  sumUp(outcome?: string): Statement;
  /** Forgets what is queued and the books, for the next test. */
  reset(): void;
  /** Ends open connections and frees the ports. Calling it again waits for the same end. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
