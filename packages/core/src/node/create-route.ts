import type { Agent, buildConnector, Dispatcher, ProxyAgent } from "undici";
import { ConfigError } from "../errors/config-error.ts";
import { findOrCreate } from "../find-or-create.ts";
import { parseProxy, readProxyVariables } from "./find-proxy.ts";
import { loadUndici, type UndiciParts } from "./load-undici.ts";

/** How requests get to a server. */
export interface RouteOptions {
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
}

/** Where requests are handed over. */
export interface Route {
  readonly dispatch: Dispatcher["dispatch"];
  /** Whether it tells of every request before its first byte leaves. */
  readonly tellsStart: boolean;
  readonly close: () => Promise<unknown>;
}

/** @throws ConfigError when undici cannot be loaded, or an option cannot work */
export async function createRoute(options: RouteOptions): Promise<Route> {
  const undici = await loadUndici();
  const { dispatcher, ...others } = options;
  if (dispatcher !== undefined) {
    const [other] = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    if (typeof dispatcher.dispatch !== "function") throw new ConfigError("`dispatcher` must have a method `dispatch`");
    if (other !== undefined) throw new ConfigError(`\`dispatcher\` has settings of its own; leave \`${other}\` out`);
    return {
      dispatch: (request, handler) => dispatcher.dispatch(request, handler),
      tellsStart: isUnchanged(dispatcher, undici),
      close: () => Promise.resolve(),
    };
  }
  return createOwnRoute(options, undici);
}

function createOwnRoute(
  { maxConnections = 64, idleTimeoutMs = 4000, ...options }: RouteOptions,
  undici: UndiciParts,
): Route {
  const { connectTimeoutMs: timeout = 10_000, tls, proxy } = options;
  const common: Agent.Options = {
    connections: maxConnections,
    keepAliveTimeout: idleTimeoutMs,
    keepAliveMaxTimeout: idleTimeoutMs,
    // The client has its own limits for time and size.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const agents: Dispatcher[] = [];
  const keep = <T extends Dispatcher>(agent: T): T => (agents.push(agent), agent);
  const close = (): Promise<unknown> => Promise.all(agents.map((agent) => agent.close()));
  const createProxyAgent = (given: ProxyAgent.Options): Dispatcher =>
    keep(
      new undici.ProxyAgent({
        ...common,
        proxyTunnel: true,
        // Else one that accepts a connection and says nothing has every call wait for its own limit.
        clientFactory: (origin, own) => {
          const pool = new undici.Pool(origin, { ...own, headersTimeout: timeout });
          return undici.connect === undefined ? pool : Object.assign(pool, { connect: undici.connect });
        },
        ...given,
        requestTls: { timeout, ...tls, ...given.requestTls },
        proxyTls: { timeout, ...given.proxyTls },
        ...forMoney,
      }),
    );

  if (proxy !== undefined && proxy !== false) {
    const given = typeof proxy === "string" ? { uri: proxy } : proxy;
    const uri = parseProxy(given.uri)?.href;
    if (uri === undefined) throw new ConfigError("`proxy` must be an http(s) URL; another kind needs a `dispatcher`");
    const agent = createProxyAgent({ ...given, uri });
    const tellsStart = given.factory === undefined && !("interceptors" in given);
    return { dispatch: (request, handler) => agent.dispatch(request, handler), tellsStart, close };
  }
  const direct = keep(new undici.Agent({ ...common, connect: { timeout, ...tls }, ...forMoney }));
  const findProxy = proxy === false ? undefined : readProxyVariables(readVariable);
  if (findProxy === undefined) {
    return { dispatch: (request, handler) => direct.dispatch(request, handler), tellsStart: true, close };
  }
  const byOrigin = new Map<string, Dispatcher>();
  const byProxy = new Map<string, Dispatcher>();
  const find = (origin: string): Dispatcher => {
    const uri = findProxy(origin)?.href;
    return uri === undefined ? direct : findOrCreate(byProxy, uri, () => createProxyAgent({ uri }));
  };
  return {
    dispatch: (request, handler) => {
      const origin = String(request.origin);
      return findOrCreate(byOrigin, origin, () => find(origin)).dispatch(request, handler);
    },
    tellsStart: true,
    close,
  };
}

/**
 * One request at a time on a connection: undici sends what was in line behind a broken one again, and some of that may have
 * arrived and be billed already. So it does over HTTP/2 with what a server refused.
 */
const forMoney = { pipelining: 1, allowH2: false } as const;

/** Whether a dispatcher is one of undici's as it comes, of the very copy that is loaded here: nothing around or in it sends. */
function isUnchanged(dispatcher: Dispatcher, undici: UndiciParts): boolean {
  const prototype: unknown = Object.getPrototypeOf(dispatcher);
  return [undici.Agent, undici.Pool, undici.ProxyAgent].some(
    // oxlint-disable-next-line typescript/unbound-method -- compared, not called
    (Part) => prototype === Part.prototype && dispatcher.dispatch === Part.prototype.dispatch,
  );
}

/** Deno asks for permission, and throws where there is none. */
function readVariable(name: string): string | undefined {
  try {
    return process.env[name];
  } catch {
    return undefined;
  }
}
