import type { RetryOptions } from "./retry/retry-options.ts";

/** Settings of one call; they go before the client's. */
export interface CallOptions {
  /** Ends the call at once, whatever it is doing. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds for one attempt, to its last byte.
   * @default the client's `timeoutMs`
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds for the whole call, waits and retries included. An attempt never gets more than what is left of it.
   * @default the client's `deadlineMs`
   */
  readonly deadlineMs?: number | undefined;
  /** @default the client's `retry` */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * `use` answers from the client's cache and shares a request that is under way; `refresh` sends the call and renews
   * the cache; `off` leaves the cache alone. @default "use"
   */
  readonly cache?: "use" | "refresh" | "off" | undefined;
  /** Names who or what the call is for; usage is summed by it, and events carry it. */
  readonly label?: string | undefined;
  /**
   * Anything that your own stages want to know of the call, as which item of a list it is: they read it as `call.context`.
   * It is passed on as it is, never copied, and stands in no event, error, result or printed call. Identical calls that
   * share a request share the context of the first.
   *
   * @example
   * ```ts
   * const tellItem: Stage = { aroundCall: (call, next) => { console.log(call.context); return next(); } };
   * await client.call(operation, parameters, { context: { item: 17 } });
   * ```
   */
  readonly context?: unknown;
}
