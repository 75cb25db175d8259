import { SpecError } from "../spec-error.ts";
import { nameAddress, parseAddress } from "./parse-address.ts";

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const maxHops = 5;

/**
 * Fetches, following redirects only where they stay with the same host and scheme: nobody else gets to say what the
 * document is.
 *
 * @throws SpecError for a redirect elsewhere or one that does not end.
 */
export async function followRedirects(url: URL, request: { headers: Headers; signal: AbortSignal }): Promise<Response> {
  let current = url;
  for (let hop = 0; hop <= maxHops; hop += 1) {
    const response = await fetch(current, { ...request, redirect: "manual" });
    if (!redirects.has(response.status)) return response;
    await response.body?.cancel();
    const next = URL.parse(response.headers.get("location") ?? "", current.href);
    if (next === null) throw new SpecError(`${nameAddress(current)}: redirected to nowhere`);
    if (next.origin !== url.origin) {
      throw new SpecError(
        `${nameAddress(current)}: redirected to ${next.origin}, another host; name it if you trust it`,
      );
    }
    current = parseAddress(next.href);
  }
  throw new SpecError(`${nameAddress(url)}: redirected more than ${maxHops} times`);
}
