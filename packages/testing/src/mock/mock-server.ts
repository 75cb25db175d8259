import type { AnsweredRequest } from "./mock-request.ts";

/** A running mock of the Just One API. */
export interface MockServer {
  /** `http://127.0.0.1:<port>`, for a client's `baseUrl`. */
  readonly url: string;
  /** Every answered request so far, oldest first. */
  readonly requests: readonly AnsweredRequest[];
  /**
   * Queues business codes for the next requests, one each, first come first served; with an empty queue every valid
   * request succeeds. A code that is in no table is answered as itself.
   *
   * @param codes such as `["302", "302", "0"]`
   * @param operation `"METHOD /path"`: only requests of this one take from its queue, before the common one
   * @throws TypeError for a code that is no number, RangeError for an operation that the document does not have
   *
   * @example
   * ```ts
   * server.enqueue(["301", "301", "0"]);
   * server.enqueue(["303"], "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1");
   * ```
   */
  enqueue(codes: readonly (string | number)[], operation?: string): void;
  /** Forgets what is queued and what was asked, for the next test. */
  reset(): void;
  /** Ends open connections and frees the port. Calling it again waits for the same end. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
