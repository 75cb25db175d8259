import { setTimeout as wait } from "node:timers/promises";
import pRetry, { AbortError } from "p-retry";
import { parseVendorReply, type PublishedExample } from "./vendor-reply.ts";

/** How to ask for examples. */
export interface FetchOptions {
  /** Where the vendor's API is. */
  baseUrl: URL;
  /** The first retry waits twice as long, every further one twice as long as the one before. Milliseconds. */
  intervalMs: number;
  signal: AbortSignal;
}

const attempts = 5;
const attemptTimeoutMs = 60_000;
const maxWaitMs = 120_000;
/** The largest real reply has 320 kB. */
const maxBytes = 5 * 1024 * 1024;
const retryableStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** An attempt that failed in a way the next one may not. */
class RetryableError extends Error {
  override readonly name = "RetryableError";
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Asks the vendor for the example reply of a path; free, and without a token. Failures that may pass are retried with
 * exponential backoff, or when the vendor says so (`Retry-After`). Resolves to undefined when there is none.
 *
 * @throws Error that says what the last attempt met, or the signal's reason.
 */
export function fetchExample(path: string, options: FetchOptions): Promise<PublishedExample | undefined> {
  const { intervalMs, signal } = options;
  return pRetry(() => attemptFetch(path, options), {
    retries: attempts - 1,
    minTimeout: intervalMs * 2,
    maxTimeout: maxWaitMs,
    randomize: true,
    signal,
    async onFailedAttempt({ error, retriesLeft }) {
      if (retriesLeft === 0 || !(error instanceof RetryableError) || error.retryAfterMs === undefined) return;
      await wait(Math.min(error.retryAfterMs, maxWaitMs), undefined, { signal });
    },
  });
}

async function attemptFetch(path: string, { baseUrl, signal }: FetchOptions): Promise<PublishedExample | undefined> {
  const url = new URL("/status/api-example/detail", baseUrl);
  url.searchParams.set("api", path);
  const deadline = AbortSignal.timeout(attemptTimeoutMs);
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.any([signal, deadline]) });
    if (response.status === 404) return undefined;
    if (!response.ok) throw refuseStatus(response);
    return readReply(await readText(response));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AbortError || error instanceof RetryableError) throw error;
    throw new RetryableError(
      deadline.aborted ? `no answer within ${attemptTimeoutMs / 1_000} s` : "the connection failed",
    );
  }
}

function readReply(text: string): PublishedExample | undefined {
  const reply = parseVendorReply(text);
  if (reply.kind === "example") return reply.example;
  if (reply.kind === "none") return undefined;
  throw reply.isRetryable ? new RetryableError(reply.reason) : new AbortError(reply.reason);
}

function refuseStatus(response: Response): Error {
  const reason = `HTTP ${response.status}${response.status >= 300 && response.status < 400 ? ", a redirect, which is not followed" : ""}`;
  if (!retryableStatuses.has(response.status)) return new AbortError(reason);
  return new RetryableError(reason, readRetryAfter(response.headers.get("retry-after")));
}

function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/u.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new AbortError(`the answer has more than the ${maxBytes} bytes allowed`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
