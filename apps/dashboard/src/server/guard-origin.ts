import type { MiddlewareHandler } from "hono";

/**
 * Lets only the page itself in. Other sites a person has open could send requests here too, or let their own name point
 * to this machine: so the host must be ours, the origin must be the host's, and the browser must call it same-origin.
 *
 * @param publicOrigin where people open the page; absent: on a loopback name, whatever its port
 */
export function guardOrigin(publicOrigin: string | undefined): MiddlewareHandler {
  return async (context, next) => {
    const origin = findOwnOrigin(context.req.header("host") ?? "", publicOrigin);
    if (origin === undefined) return context.json({ error: "unknown-host" }, 421);

    const isRead = context.req.method === "GET" || context.req.method === "HEAD";
    const site = context.req.header("sec-fetch-site") ?? "same-origin";
    const isApi = context.req.path.startsWith("/api/");
    const isOwnSite = site === "same-origin" || (isRead && (site === "none" || !isApi));
    const given = context.req.header("origin");
    const isOwnOrigin = given === undefined ? isRead : given === origin;
    if (!isOwnSite || !isOwnOrigin) return context.json({ error: "other-origin" }, 403);
    return next();
  };
}

const loopbackHost = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/;

function findOwnOrigin(host: string, publicOrigin: string | undefined): string | undefined {
  if (publicOrigin !== undefined) return new URL(publicOrigin).host === host ? publicOrigin : undefined;
  return loopbackHost.test(host) ? `http://${host}` : undefined;
}
