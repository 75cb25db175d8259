import type { RetryOptions } from "./retry/retry-options.ts";
import type { TokenSource } from "./secrets/token-source.ts";

/** The vendor's two environments. `prod-cn` is faster inside mainland China, but plain http. */
export type Environment = "prod-global" | "prod-cn";

/** What every client needs, with or without stages; only `token` has no default. */
export interface BaseOptions {
  /**
   * The access token, or a function that returns it, asked before every attempt. It is added to a request in the last
   * step before `fetch` and cannot be read back: not by inspection, JSON, errors or results.
   */
  readonly token: TokenSource;
  /** @default "prod-global" */
  readonly environment?: Environment | undefined;
  /**
   * Accepts http, where everyone on the way can read the token: needed for `prod-cn` and for any http `baseUrl` that
   * is not on this machine.
   * @default false
   */
  readonly allowInsecureHttp?: boolean | undefined;
  /**
   * Lets the client start in a browser's page or its workers, where everyone who opens the page can read the token
   * and spend the account's money with it. Better: call a server of your own that holds the token. A page also sends
   * again, without a word, what was lost on a connection that had been used before: see `Attempt.mayHaveBeenResent`.
   * @default false
   */
  readonly allowBrowser?: boolean | undefined;
  /** Goes instead of `environment`: a mock, or a proxy of your own. */
  readonly baseUrl?: string | undefined;
  /**
   * Sends the requests; it sees the token in the URL or the form body, so never log there. What it sends again by itself
   * is in no count and no budget: the platform's own is told not to, where it can be told.
   * @default globalThis.fetch, as it is when a request is sent
   */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Milliseconds for one attempt, to its last byte. The vendor recommends 120 s, and 60 s at least: a call that was
   * given up may still be carried out and billed. Limits beyond 300 s hold on Node, too, whose own `fetch` would
   * end there by itself; a `fetch` given here has limits of its own (that of `createPooledFetch` none).
   * @default 120_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds for a whole call, waits and retries included; an attempt gets no more than what is left of it.
   * @default none
   */
  readonly deadlineMs?: number | undefined;
  /** `false` sends every call once. @default { maxAttempts: 3 } */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * Bytes of one reply's body, after decompression; more is refused without being held in memory.
   * @default 67_108_864 (64 MiB)
   */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Keeps the text of a reply that may be paid for and cannot be given, as JSON with `NaN` or a body that was cut off, as the
   * `text` of its `ProtocolError` or `TransportError`: so many characters of it, or a million with `true`. The token is taken out;
   * inspection and JSON of the error leave the text out.
   * @default false
   */
  readonly keepText?: number | boolean | undefined;
}
