import { decodeText, maxBytes } from "../document/read-json-file.ts";
import { SpecError } from "../spec-error.ts";

const loopbackHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
const timeoutMs = 60_000;

/**
 * Fetches text over https (plain http from this machine only), with the same limits as a file.
 *
 * @throws SpecError naming the address, without its query.
 */
export async function fetchText(address: string): Promise<string> {
  const url = parseAddress(address);
  const name = url.origin + url.pathname;
  const bytes = await readBytes(url, name);
  return decodeText(bytes, name);
}

function parseAddress(address: string): URL {
  const url = URL.parse(address);
  if (url === null) throw new SpecError("--from is not a valid URL");
  const isLoopback = url.protocol === "http:" && loopbackHosts.has(url.hostname);
  if (url.protocol !== "https:" && !isLoopback) {
    throw new SpecError(
      `${url.protocol}//${url.host}: only https is fetched; what anyone on the way can change is not`,
    );
  }
  return url;
}

async function readBytes(url: URL, name: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new SpecError(`${name}: answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) throw new SpecError(`${name}: more than the ${maxBytes} bytes allowed`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof SpecError) throw error;
    throw new SpecError(`${name}: cannot be fetched; is it reachable, and not redirected?`);
  }
}
