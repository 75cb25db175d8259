import type { Caller } from "./caller.ts";
import type { Authenticate, RequestFacts } from "./authenticate.ts";
import { findIntruder } from "./guard-source.ts";
import type { HttpSettings } from "./http-settings.ts";
import { limitRate } from "./limit-rate.ts";

/** Answers the protocol's requests of a caller who was let in. */
export type ServeProtocol = (request: Request, caller: Caller) => Promise<Response>;

/** What the routes work with. */
export interface HttpAppOptions {
  readonly settings: Pick<HttpSettings, "allowedHosts" | "origins" | "isLoopback" | "jwt">;
  readonly authenticate: Authenticate;
  readonly serve: ServeProtocol;
  /** Of one principal. @default 600 */
  readonly requestsPerMinute?: number;
}

/** A request's own address, and what its connection says. */
export type HttpApp = (request: Request, facts: RequestFacts) => Promise<Response>;

const endpoint = "/mcp";
const metadataPath = "/.well-known/oauth-protected-resource";

/** The routes: health, who hands out tokens, and the protocol. Who calls is known before anything of a body is read. */
export function createHttpApp({ settings, authenticate, serve, requestsPerMinute = 600 }: HttpAppOptions): HttpApp {
  const admits = limitRate(requestsPerMinute);
  return async (request, facts) => {
    const { pathname, host: target } = new URL(request.url);
    if (pathname === "/healthz") return Response.json({ status: "ok" });
    const origin = request.headers.get("origin") ?? undefined;
    const named = findIntruder(settings, { host: request.headers.get("host") ?? undefined, origin });
    // A request's first line may name a host, too, and then means that one.
    const intruder = named ?? findIntruder(settings, { host: target, origin });
    if (intruder !== undefined) return refuse(403, intruder);
    const answer = await route();
    // Whether the connection stays is for the server to say, which knows what the client has asked for.
    answer.headers.delete("connection");
    // Of one that was named, or a page of this machine's own.
    if (origin !== undefined && settings.origins.includes(origin)) addCors(answer.headers, origin);
    return answer;

    async function route(): Promise<Response> {
      const { jwt } = settings;
      if (jwt !== undefined && [metadataPath, `${metadataPath}${endpoint}`].includes(pathname)) {
        return Response.json({
          resource: jwt.audience,
          authorization_servers: [jwt.issuer],
          scopes_supported: ["catalog", "call"],
          bearer_methods_supported: ["header"],
          resource_name: "Just One API over MCP",
        });
      }
      if (pathname !== endpoint) return refuse(404, "not found");
      if (request.method === "OPTIONS") return new Response(null, { status: 204 });
      const caller = await authenticate(facts);
      if (caller === undefined) return challenge(401, "invalid_token", settings);
      if ("say" in caller) {
        return caller.status === 503
          ? refuse(503, caller.say, { "retry-after": "30" })
          : challenge(401, "invalid_token", settings, caller.say);
      }
      if (caller.scopes.length === 0) return challenge(403, "insufficient_scope", settings);
      if (!admits(caller.principal)) return refuse(429, "too many requests", { "retry-after": "60" });
      return serve(request, caller);
    }
  };
}

/** As the protocol says errors, of a request whose id nobody has read. */
function refuse(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  const body = { jsonrpc: "2.0", error: { code: -32_000, message }, id: null };
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

/** Tells a client how to come by a token (RFC 6750, RFC 9728). */
function challenge(status: 401 | 403, error: string, { jwt }: HttpAppOptions["settings"], say?: string): Response {
  const metadata =
    jwt === undefined ? "" : `, resource_metadata="${new URL(`${metadataPath}${endpoint}`, jwt.audience).href}"`;
  const scope = status === 403 ? ', scope="catalog call"' : "";
  const description = say === undefined ? "" : `, error_description="${say}"`;
  return refuse(status, say ?? (status === 401 ? "unauthorized" : "a scope is missing"), {
    "www-authenticate": `Bearer realm="just-one-mcp", error="${error}"${description}${scope}${metadata}`,
  });
}

function addCors(headers: Headers, origin: string): void {
  headers.set("access-control-allow-origin", origin);
  headers.append("vary", "origin");
  headers.set("access-control-allow-methods", "POST, OPTIONS");
  headers.set(
    "access-control-allow-headers",
    "authorization, content-type, accept, mcp-protocol-version, mcp-method, mcp-name",
  );
}
