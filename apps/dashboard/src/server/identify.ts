import { getConnInfo } from "@hono/node-server/conninfo";
import type { MiddlewareHandler } from "hono";
import type { Proxy } from "./settings.ts";

/** What a request knows after it was let in. */
export interface Identity {
  readonly Variables: { readonly user: string };
}

/** Names the user: by the proxy's header, believed from the proxy's addresses only; on loopback there is only one. */
export function identify(proxy: Proxy | undefined): MiddlewareHandler<Identity> {
  return async (context, next) => {
    if (proxy === undefined) {
      context.set("user", "local");
      return next();
    }
    const address = (getConnInfo(context).remote.address ?? "").replace(/^::ffff:/, "");
    const user = context.req.header(proxy.identityHeader);
    if (!proxy.addresses.includes(address) || user === undefined || !isName(user)) {
      return context.json({ error: "not-identified" }, 401);
    }
    context.set("user", user);
    return next();
  };
}

function isName(user: string): boolean {
  return /^[^\p{C}]{1,200}$/u.test(user);
}
