// oxlint-disable-next-line typescript/triple-slash-reference -- whoever compiles this source has to find it, too
/// <reference path="./undici-agent.d.ts" />
import type { Agent } from "undici";
import { ConfigError } from "../errors/config-error.ts";
import { ReplyHandler } from "./pooled-reply.ts";
import { createTargetFinder } from "./find-target.ts";
import { emptyMeta } from "../meta.ts";
import { checkOptions } from "../options/check-options.ts";
import type { Shape } from "../options/read-options.ts";
import { unsent } from "../wire/unsent.ts";

/** How many connections a pool holds, and for how long. */
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
  /** Milliseconds to connect, TLS included; a request that fails here was not billed. @default 10_000 */
  readonly connectTimeoutMs?: number | undefined;
}

/**
 * A `fetch` for a client, and for nothing else: it takes a URL with `method`, `headers`, a text `body` and `signal`,
 * never follows a redirect, and its replies have `status`, `headers.get` and a `body` to read.
 */
export interface PooledFetch {
  /** Sends a request over one of the pool's connections. */
  (...args: Parameters<typeof fetch>): Promise<Response>;
  /** Waits for what is under way and closes the connections. Idle ones alone do not keep a process alive. */
  close(): Promise<void>;
}

/**
 * Makes a `fetch` on a pool of undici's, which takes about a third of the built-in one's time for a request. Needs the
 * package `undici`, an optional peer of this one, and runs on Node, Bun and Deno. A client to which it is given itself, not
 * wrapped, knows of each request whether it has left: what is given up before costs nothing.
 *
 * @throws ConfigError when `undici` is not installed, or not for this version of Node
 * @example
 * ```ts
 * const client = createClient({ token, fetch: await createPooledFetch() });
 * ```
 */
export async function createPooledFetch(options: PooledFetchOptions = {}): Promise<PooledFetch> {
  const agent = await createAgent(checkOptions(options, shape));
  const findTarget = createTargetFinder();
  const send: typeof fetch = (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const target = typeof input === "string" || input instanceof URL ? findTarget(`${input}`) : undefined;
    if (target === undefined) return Promise.reject(new TypeError("not a URL")); // without it: it may hold the token
    const handler = new ReplyHandler(init.signal);
    const { method = "GET", headers, body = null } = init;
    agent.dispatch(
      {
        ...target,
        method,
        headers: headers ? { ...defaultHeaders, ...Object.fromEntries(new Headers(headers)) } : defaultHeaders,
        // Safe: undici takes texts and bytes, and a client sends nothing but texts.
        body: body as string | null,
      },
      handler,
    );
    // Safe: this is the part of `Response` that a client reads.
    return handler.reply as Promise<unknown> as Promise<Response>;
  };
  unsent.add(send);
  return Object.assign(send, { close: () => agent.close() });
}

const shape: Shape<PooledFetchOptions> = { maxConnections: 1, idleTimeoutMs: 0, connectTimeoutMs: 0 };

const defaultHeaders = { accept: "application/json", "accept-encoding": "gzip, deflate, br", "user-agent": "just-one" };

async function createAgent(options: PooledFetchOptions): Promise<Agent> {
  const { maxConnections = 64, idleTimeoutMs = 4000, connectTimeoutMs = 10_000 } = options;
  const { default: PoolAgent } = await importAgent();
  return new PoolAgent({
    connections: maxConnections,
    keepAliveTimeout: idleTimeoutMs,
    keepAliveMaxTimeout: idleTimeoutMs,
    connect: { timeout: connectTimeoutMs },
    // The client has its own limits for time and size.
    headersTimeout: 0,
    bodyTimeout: 0,
    // One request at a time on a connection: undici sends what was in line behind a broken one again, and some of that
    // may have arrived and be billed already.
    pipelining: 1,
    allowH2: false,
  });
}

/**
 * Of undici only this. The whole of it, from version 8 on, makes itself everybody's dispatcher when it is imported, so that
 * the built-in `fetch` stops doing what it was told; and under Bun it is not undici.
 */
async function importAgent(): Promise<{ default: typeof Agent }> {
  try {
    return await import("undici/lib/dispatcher/agent.js");
  } catch (cause) {
    const message = "createPooledFetch could not load `undici`: add version 7 or 8 to your dependencies";
    throw new ConfigError(message, { meta: emptyMeta(""), cause });
  }
}
