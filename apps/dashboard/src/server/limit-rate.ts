import type { MiddlewareHandler } from "hono";
import type { Identity } from "./identify.ts";

/** Refuses what one user asks beyond a number of requests in a minute, so that a page gone wild cannot starve others. */
export function limitRate(requestsPerMinute: number): MiddlewareHandler<Identity> {
  const counts = new Map<string, number>();
  let minute = 0;
  return async (context, next) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) counts.clear();
    minute = now;
    const count = (counts.get(context.var.user) ?? 0) + 1;
    counts.set(context.var.user, count);
    if (count <= requestsPerMinute) return next();
    return context.json({ error: "too-many-requests" }, 429, { "retry-after": "60" });
  };
}
