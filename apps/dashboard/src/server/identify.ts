import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import type { Role } from "../shared/protocol.ts";
import type { Proxy } from "./settings.ts";

/** What a request knows after it was let in. */
export interface Identity {
  readonly Bindings: HttpBindings;
  readonly Variables: { readonly user: string; readonly role: Role };
}

/** Names the user by the proxy's header, believed from the proxy's addresses only, and only where it stands once. */
export function identify(proxy: Proxy): MiddlewareHandler<Identity> {
  return async (context, next) => {
    const { socket, rawHeaders } = context.env.incoming;
    const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    const [user, ...others] = listValues(rawHeaders, proxy.identityHeader);
    if (!proxy.addresses.includes(address) || user === undefined || others.length > 0 || !isName(user)) {
      return context.json({ error: "not-identified" }, 401);
    }
    context.set("user", user);
    context.set("role", proxy.spenders?.includes(user) === false ? "viewer" : "spender");
    return next();
  };
}

/** Each line of a header as it came: `Headers` would join them, and one of two names is somebody else's. */
function listValues(rawHeaders: readonly string[], name: string): string[] {
  const wanted = name.toLowerCase();
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === wanted);
}

/** No comma: what stands on the way may have joined two lines with one. */
function isName(user: string): boolean {
  return /^[^\p{C},]{1,200}$/u.test(user);
}
