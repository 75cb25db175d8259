import { isBrowserPage } from "../call/is-browser-page.ts";
import type { Patience } from "./patience.ts";

/** What happens to a request below a client: `docs/decisions/2026-11-26-runtimes-matrix.md` has what was tried. */
export interface Platform {
  /**
   * Keeps a request from being stored, answered from a store, sent again, or given up before its time, as far as the
   * platform can be told.
   */
  readonly init: (limitMs: number) => RequestInit;
  /** Whether one that ended with this status, or with none, may have been sent twice all the same. */
  readonly mayResend: (httpStatus?: number) => boolean;
  /** Lets go of what was made for the client, as Deno's own for its connections. */
  readonly close: () => void;
}

/** Looks where a client runs. How a `fetch` of the caller's sends is the caller's affair. */
export function findPlatform(isOwnFetch: boolean, patience?: Patience, scope: object = globalThis): Platform {
  // Safe: what a scope lacks is `undefined`.
  const { Bun, Deno } = (isOwnFetch ? scope : {}) as PlatformScope;
  const isPage = isBrowserPage(scope);
  // Bun and Deno send once more what was lost on a connection that had been used before: so none is used twice.
  const client = Deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 });
  const init: RequestInit = {
    ...(canBeTold(uncached) && uncached),
    // Elsewhere there are no cookies and no referrer, and some platforms refuse to be told of them.
    ...(isPage && { credentials: "omit", referrerPolicy: "no-referrer" }),
    ...(Bun ? { keepalive: false } : client && { client }),
  };
  return {
    init: (limitMs) => (isOwnFetch && patience ? { ...init, ...patience(limitMs) } : init),
    // A page does so, too, and cannot be told. Node only sends again what a server says it refused, with status 421.
    mayResend: (httpStatus) => isOwnFetch && (isPage || (Deno ? !client : !Bun && httpStatus === 421)),
    close: () => client?.close?.(),
  };
}

interface PlatformScope {
  readonly Bun?: object;
  readonly Deno?: { createHttpClient?(options: { readonly poolMaxIdlePerHost: number }): { close?(): void } };
}

// Next.js writes what `fetch` brings into files, with the URL that holds the token, even against `no-store` where a page
// says `fetchCache = "force-cache"`; it keeps its hands off what it takes for its own. Safe: others don't read `next`.
const uncached = { cache: "no-store", next: { internal: true } } as RequestInit;

/** Whether the host takes such options: Cloudflare's older ones throw, and what `fetch` throws passes for a loss. */
function canBeTold(init: RequestInit): boolean {
  try {
    return !!new Request("http://h", init);
  } catch {
    return false;
  }
}
