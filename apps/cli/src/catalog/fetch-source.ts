import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { TextDecoder } from "node:util";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { nameReason } from "./name-reason.ts";

/** Where the vendor publishes its whole document. */
export const vendorDocument = "https://docs.justoneapi.com/openapi.json";

/** How much, and for how long. */
export interface SourceLimits {
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** What asks for an address. @default Node's own */
  readonly fetch?: typeof fetch | undefined;
  /** To the last byte. @default 60_000 */
  readonly timeoutMs?: number;
  /** @default 16 MiB, fifteen times the vendor's document */
  readonly maxBytes?: number;
}

/** A text, and where it is from without what may be secret there. */
export interface Source {
  readonly text: string;
  readonly source: string;
}

/**
 * Reads a document's text from an address or a file. No token goes along, and redirects are refused: nobody else gets
 * to say what the document is.
 *
 * @throws CliError in one sentence
 */
export async function fetchSource(from: string, limits: SourceLimits): Promise<Source> {
  const isAddress = /^[a-z][a-z\d+.-]+:\/\//iu.test(from);
  const source = isAddress ? nameAddress(parseAddress(from)) : basename(from);
  const { timeoutMs = 60_000, maxBytes = 16 * 1024 * 1024 } = limits;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([limits.signal, timeout]);
  try {
    const chunks = isAddress ? await request(from, source, { ...limits, signal }) : createReadStream(from, { signal });
    return { text: await readText(chunks, maxBytes, source), source };
  } catch (error) {
    if (error instanceof CliError) throw error;
    if (limits.signal.aborted) throw new CliError("interrupted; nothing was changed", exitCodes.interrupted);
    if (timeout.aborted) throw fail(`${source} was not there whole within ${timeoutMs / 1000} s`);
    throw fail(`${source} cannot be read (${nameReason(error instanceof Error && error.cause ? error.cause : error)})`);
  }
}

async function request(
  from: string,
  source: string,
  { signal, fetch: ask = fetch }: SourceLimits,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await ask(from, { redirect: "manual", signal, headers: { accept: "application/json" } });
  if (response.status === 200 && response.body !== null) return readBody(response.body);
  await response.body?.cancel();
  const isRedirect = response.status >= 300 && response.status < 400;
  throw fail(
    isRedirect
      ? `${source} redirects elsewhere, which is not followed; name the other address with --from if you trust it`
      : `${source} answered ${response.status}`,
  );
}

/** By its reader: that is the part of a stream that a pool's replies have, too. */
async function* readBody(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** What is unpacked counts: a few bytes of gzip can become any number. */
async function readText(chunks: AsyncIterable<Uint8Array>, maxBytes: number, source: string): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw fail(`${source} has more than the ${maxBytes} bytes that are read`);
    text += decode(decoder, chunk, source);
  }
  return text + decode(decoder, undefined, source);
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined, source: string): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw fail(`${source} is no UTF-8 text`);
  }
}

const loopbackHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

function parseAddress(address: string): URL {
  const url = URL.parse(address);
  if (url === null) throw refuse("--from is no valid address");
  const isLoopback = url.protocol === "http:" && loopbackHosts.has(url.hostname);
  if (url.protocol !== "https:" && !isLoopback) {
    throw refuse("--from takes https only: what anyone on the way could change would say what the operations are");
  }
  if (url.username !== "" || url.password !== "") throw refuse("credentials do not belong into the address of --from");
  return url;
}

/** Leaves out the query, which may hold a secret. */
function nameAddress({ origin, pathname }: URL): string {
  return origin + pathname;
}

function refuse(problem: string): CliError {
  return new CliError(`${problem}; nothing was asked`, exitCodes.wrongUse);
}

function fail(problem: string): CliError {
  return new CliError(`${problem}; nothing was changed`, exitCodes.failed);
}
