import { SpecError } from "../spec-error.ts";

const loopbackHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Reads where examples come from: https, or plain http on this machine.
 *
 * @throws SpecError for anything else.
 */
export function parseBaseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new SpecError("--base-url is not a valid URL");
  const isLoopback = url.protocol === "http:" && loopbackHosts.has(url.hostname);
  if (url.protocol === "https:" || isLoopback) return url;
  throw new SpecError("--base-url is not https; what anyone on the way can change is not fetched");
}
