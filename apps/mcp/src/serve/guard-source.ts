import type { HttpSettings } from "./http-settings.ts";

/** Where a request says that it goes, and comes from. */
export interface SourceFacts {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

const loopbackOrigin = /^http:\/\/(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/;

/**
 * Says why a request must not be looked at; `undefined` where it may. A page on any site can send requests here, and let its own name
 * point to this machine: so the host must be one of ours, and a page's origin one that was named. Programs send no origin.
 */
export function findIntruder(
  { allowedHosts, origins, isLoopback }: Pick<HttpSettings, "allowedHosts" | "origins" | "isLoopback">,
  { host = "", origin }: SourceFacts,
): "unknown host" | "other origin" | undefined {
  const [, name] = /^([a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.exec(host) ?? [];
  if (name === undefined || !allowedHosts.includes(name.toLowerCase())) return "unknown host";
  if (origin === undefined) return undefined;
  return origins.includes(origin) || (isLoopback && loopbackOrigin.test(origin)) ? undefined : "other origin";
}
