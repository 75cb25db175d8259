import type { Agent, Dispatcher, ProxyAgent } from "undici";
import { ConfigError } from "../errors/config-error.ts";
import { findOrCreate } from "../find-or-create.ts";
import { parseProxy, readProxyVariables } from "./find-proxy.ts";
import { loadUndici, type UndiciParts } from "./load-undici.ts";
import type { PooledFetchOptions } from "./pooled-fetch-options.ts";

/** Where requests are handed over. */
export interface Route {
  readonly dispatch: Dispatcher["dispatch"];
  /** Whether it tells of every request before its first byte leaves. */
  readonly tellsStart: boolean;
  readonly close: () => Promise<unknown>;
}

/** @throws ConfigError when undici cannot be loaded, or an option cannot work */
export async function createRoute(options: PooledFetchOptions): Promise<Route> {
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
  { maxConnections = 64, idleTimeoutMs = 4000, ...options }: PooledFetchOptions,
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
  let closed: Promise<unknown> | undefined;
  const close = (): Promise<unknown> => (closed ??= Promise.all(agents.map((agent) => agent.close())));
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
    return uri === undefined || closed ? direct : findOrCreate(byProxy, uri, () => createProxyAgent({ uri }));
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
