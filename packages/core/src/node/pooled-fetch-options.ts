import type { buildConnector, Dispatcher, ProxyAgent } from "undici";

/** How many connections a pool holds, and for how long; by way of which proxy, and with which TLS. */
export interface PooledFetchOptions {
  /**
   * Connections to one server; more requests than that wait, and their time runs meanwhile. One that runs out of time
   * there was not billed, and is tried again. A client sends 16 at once of one operation, if its `rateLimiter` is not
   * told otherwise.
   * @default 64
   */
  readonly maxConnections?: number | undefined;
  /**
   * Milliseconds after which a connection that is not used is closed, unless the server asks for less. The longer, the
   * fewer new connections, and the more often a server has just closed the one that a request is written to: nobody
   * knows then whether that request was billed.
   * @default 4000
   */
  readonly idleTimeoutMs?: number | undefined;
  /**
   * Milliseconds to connect, TLS included, and as many for a proxy to open its tunnel; a request that fails here was not billed.
   * @default 10_000
   */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * A proxy for all requests, those to this machine included: an http(s) URL, with user and password perhaps, or undici's
   * options of a `ProxyAgent`. Requests go through a tunnel, so that only their server reads them, also those to a plain http
   * server unless `proxyTunnel` is `false`. `false` uses none.
   * @default what `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say, in small letters first; never for this machine itself
   */
  readonly proxy?: string | ProxyAgent.Options | false | undefined;
  /** TLS with the server, in undici's words: `ca`, `cert`, `key`, … That with a proxy is its `proxyTls`. @default Node's */
  readonly tls?: buildConnector.BuildOptions | undefined;
  /**
   * A dispatcher of undici's that you have made, instead of all options above. It stays yours to close. Leave its `pipelining` at 1
   * and HTTP/2 off, and let nothing in it send again: what it sends a second time is in no count and no budget.
   * @default a pool of this client's own
   */
  readonly dispatcher?: Dispatcher | undefined;
  /**
   * Once it aborts nothing more leaves: requests that wait for a connection, or for a proxy's tunnel, fail and were not billed.
   * What has left goes on to its reply. @default never
   */
  readonly stop?: AbortSignal | undefined;
}
