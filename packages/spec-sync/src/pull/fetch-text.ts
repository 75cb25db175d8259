import { setTimeout as wait } from "node:timers/promises";
import { decodeText, maxBytes } from "../document/read-json-file.ts";
import { SpecError } from "../spec-error.ts";
import { followRedirects } from "./follow-redirects.ts";
import { nameAddress, parseAddress } from "./parse-address.ts";
import { useProxy } from "./use-proxy.ts";

/** What a server said about a version of a text, to ask later whether it has another one. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

/** A text with its validators, or `"unchanged"` where the server says that nothing is new. */
export type Fetched = "unchanged" | { text: string; validators: Validators };

/** How patient to be, and which version is known. */
export interface FetchOptions {
  known?: Validators;
  /** One attempt, to its last byte. @default 60_000 */
  timeoutMs?: number;
  /** @default 64 MiB */
  maxSize?: number;
  /** @default 3 */
  attempts?: number;
  /** Before the second attempt; each further one waits twice as long. @default 1_000 */
  waitMs?: number;
}

/** A failure that may pass. */
class PassingError extends SpecError {}

/**
 * Fetches text over https (plain http from this machine only), through the proxy of the usual variables. Redirects are
 * followed within the host. Failures that may pass are tried again.
 *
 * @throws SpecError naming the address, without its query, and what happened.
 */
export async function fetchText(address: string, options: FetchOptions = {}): Promise<Fetched> {
  const url = parseAddress(address);
  const { attempts = 3, waitMs = 1_000 } = options;
  useProxy();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptFetch(url, options);
    } catch (error) {
      if (!(error instanceof PassingError)) throw error;
      if (attempt >= attempts) throw new SpecError(`${error.message}; tried ${attempt} times, nothing was changed`);
      await wait(waitMs * 2 ** (attempt - 1));
    }
  }
}

async function attemptFetch(url: URL, options: FetchOptions): Promise<Fetched> {
  const { known = {}, timeoutMs = 60_000, maxSize = maxBytes } = options;
  const name = nameAddress(url);
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = new Headers({ accept: "application/json" });
  if (known.etag !== undefined) headers.set("if-none-match", known.etag);
  if (known.lastModified !== undefined) headers.set("if-modified-since", known.lastModified);
  try {
    const response = await followRedirects(url, { headers, signal });
    if (response.status === 304) return "unchanged";
    if (response.status >= 500 || response.status === 429)
      throw new PassingError(`${name}: answered ${response.status}`);
    if (response.status !== 200) throw new SpecError(`${name}: answered ${response.status}; check the address`);
    const text = decodeText(await readBytes(response, { name, maxSize }), name);
    return { text, validators: readValidators(response) };
  } catch (error) {
    if (error instanceof SpecError) throw error;
    if (signal.aborted) throw new PassingError(`${name}: not there whole within ${timeoutMs / 1_000} s`);
    throw new PassingError(`${name}: cannot be fetched (${explain(error)})`);
  }
}

async function readBytes(
  response: Response,
  { name, maxSize }: { name: string; maxSize: number },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted after unpacking: a few bytes of gzip can become any number.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxSize) throw new SpecError(`${name}: more than the ${maxSize} bytes allowed`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readValidators({ headers }: Response): Validators {
  const [etag, lastModified] = [headers.get("etag"), headers.get("last-modified")];
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) };
}

/** The code below undici's "fetch failed"; never its message, which may hold the address whole. */
function explain(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "the connection failed";
}
