import { SpecError } from "../spec-error.ts";

const loopbackHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Tells a URL from a file's name. */
export function isAddress(from: string): boolean {
  return /^[a-z][a-z+.-]+:\/\//iu.test(from);
}

/**
 * Parses an address that may be fetched: https, or plain http on this machine.
 *
 * @throws SpecError for every other.
 */
export function parseAddress(address: string): URL {
  const url = URL.parse(address);
  if (url === null) throw new SpecError("--from is not a valid URL");
  const isLoopback = url.protocol === "http:" && loopbackHosts.has(url.hostname);
  if (url.protocol !== "https:" && !isLoopback) {
    throw new SpecError(
      `${url.protocol}//${url.host}: only https is fetched; what anyone on the way can change is not`,
    );
  }
  if (url.username !== "" || url.password !== "")
    throw new SpecError(`${url.origin}: credentials do not belong in a URL`);
  return url;
}

/** Names an address without its query, which may hold a secret. */
export function nameAddress({ origin, pathname }: URL): string {
  return origin + pathname;
}
