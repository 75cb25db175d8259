import type { CatalogEntry } from "@just-one/api";
import createOpenApiClient from "openapi-fetch";
import { encodePairs } from "../parameters/encode-pairs.ts";
import { splitParameters } from "../parameters/split-parameters.ts";
import { discard, readBody } from "./read-body.ts";
import { judgeTransportFailure } from "./transport-failure.ts";

/** What came of sending one request; never an exception. */
export type WireOutcome =
  | { readonly type: "reply"; readonly httpStatus: number; readonly retryAfter: string | null; readonly text: string }
  | { readonly type: "redirect" | "too-large"; readonly httpStatus: number }
  | Broken;

interface Broken {
  readonly type: "broken";
  readonly phase: "connect" | "sent" | "body";
  /** The system's code, such as `ECONNRESET`. */
  readonly code?: string;
  /** In phase `body` only. */
  readonly httpStatus?: number;
}

export interface WireRequest {
  readonly entry: CatalogEntry;
  /** Validated. */
  readonly parameters: object;
  readonly token: string;
  readonly signal: AbortSignal;
}

export interface WireOptions {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly maxResponseBytes: number;
}

export type Wire = (request: WireRequest) => Promise<WireOutcome>;

/**
 * Puts a request on the wire. openapi-fetch builds it; the token is added after that, in the last step before `fetch`,
 * so that nothing but `fetch` ever sees it.
 */
export function createWire(options: WireOptions): Wire {
  // Safe: the catalog, not openapi-fetch's path generics, is what types the calls; those give up past 331 paths.
  const client = createOpenApiClient({
    baseUrl: options.baseUrl,
    querySerializer: encodePairs,
    bodySerializer: encodePairs,
    Request: LeanRequest as unknown as typeof Request,
  }) as unknown as UntypedClient;

  return async (request) => {
    const { entry } = request;
    const parameters = splitParameters(entry, request.parameters);
    const isForm = entry.token === "form" || entry.parameters.some((parameter) => parameter.in === "form");
    const { response } = await client.request(entry.method, entry.path, {
      params: { path: parameters.path, query: parameters.query },
      ...(isForm ? { body: parameters.form, headers: formHeaders } : {}),
      fetch: async (lean) => new Settled(await exchange(lean, request, options)),
    });
    return response.outcome;
  };
}

const formHeaders = { "content-type": "application/x-www-form-urlencoded" };

async function exchange(lean: LeanRequest, request: WireRequest, options: WireOptions): Promise<WireOutcome> {
  const { entry, token, signal } = request;
  let { url } = lean;
  let body = lean.init.body ?? null;
  if (entry.token === "form") body = append(body ?? "", "", token);
  if (entry.token === "query") url = append(url, url.includes("?") ? "" : "?", token);

  let response: Response | undefined;
  try {
    const { fetch } = options; // called bare: browsers refuse it as a method of anything but the window
    response = await fetch(url, {
      method: entry.method,
      body,
      ...(body === null ? {} : { headers: lean.init.headers }),
      redirect: "manual", // the token is in the URL, and a 307 would post the form again
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal,
    });
    const httpStatus = response.status;
    if (response.type === "opaqueredirect" || (httpStatus >= 300 && httpStatus < 400)) {
      await discard(response.body);
      return { type: "redirect", httpStatus };
    }
    const reply = await readBody(response, options.maxResponseBytes, signal);
    if (reply === "too-large") return { type: "too-large", httpStatus };
    return { type: "reply", httpStatus, retryAfter: response.headers.get("retry-after"), text: reply.text };
  } catch (error) {
    return toBroken(error, response);
  }
}

function toBroken(error: unknown, response: Response | undefined): Broken {
  const { beforeSending, code } = judgeTransportFailure(error);
  const cause = code === undefined ? {} : { code };
  if (response !== undefined) return { type: "broken", phase: "body", httpStatus: response.status, ...cause };
  return { type: "broken", phase: beforeSending ? "connect" : "sent", ...cause };
}

function append(pairs: string, separator: string, token: string): string {
  const joint = separator || (pairs === "" ? "" : "&");
  return `${pairs}${joint}token=${encodeURIComponent(token)}`;
}

/** What openapi-fetch needs of a `Request`; a real one would parse the URL and copy headers, only to be undone. */
class LeanRequest {
  readonly url: string;
  readonly method: string;
  readonly init: { readonly body?: string; readonly headers: Headers };

  constructor(url: string, init: { readonly method: string; readonly body?: string; readonly headers: Headers }) {
    this.url = url;
    this.method = init.method;
    this.init = init;
  }
}

/** What openapi-fetch needs of a `Response` to hand it through untouched: one without content. */
class Settled {
  readonly ok = true;
  readonly status = 204;
  readonly headers = noHeaders;
  readonly outcome: WireOutcome;

  constructor(outcome: WireOutcome) {
    this.outcome = outcome;
  }
}

const noHeaders = { get: (): null => null };

interface UntypedClient {
  request(
    method: string,
    path: string,
    init: {
      params: { path: object; query: object };
      body?: object;
      headers?: object;
      fetch: (lean: LeanRequest) => Promise<Settled>;
    },
  ): Promise<{ response: Settled }>;
}
