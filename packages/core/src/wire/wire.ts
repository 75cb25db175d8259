import type { CatalogEntry } from "@just-one/api";
import type { RequestText } from "../parameters/request-text.ts";
import type { Reply } from "./adapt-reply.ts";
import { decodeText } from "./decode-text.ts";
import type { Platform } from "./platform.ts";
import { discard, readBody } from "./read-body.ts";
import type { ReplyReader } from "./reply-reader.ts";
import type { JudgeTransport } from "./transport-failure.ts";
import { unsent } from "./unsent.ts";

/** What came of sending one request; never an exception. */
export type WireOutcome =
  | {
      readonly type: "reply";
      readonly httpStatus: number;
      readonly headers: Reply["headers"] | undefined;
      readonly text: string;
      readonly isRounded: boolean | undefined;
    }
  | { readonly type: "redirect" | "too-large"; readonly httpStatus: number }
  | Broken;

/** The connection failed. */
export interface Broken {
  readonly type: "broken";
  readonly phase: "connect" | "sent" | "body";
  /** The system's code, such as `ECONNRESET`. */
  readonly code?: string | undefined;
  /** The status of a proxy that refused a tunnel. */
  readonly proxyStatus?: number | undefined;
  /** What a fault in the program said, ours or that of a `fetch` which was given; absent where the network failed. */
  readonly fault?: string | undefined;
  /** In phase `body` only, as are the others. */
  readonly httpStatus?: number | undefined;
  readonly headers?: Reply["headers"] | undefined;
  /** What had come. */
  readonly text?: string | undefined;
}

/** What ends a request before its reply is in. */
export interface Cut {
  readonly signal: AbortSignal;
  /** Set while a body is read: a stream that was given by the caller may not heed the signal. */
  giveUp?: () => void;
  /** What it would be if the connection ended now; set as the former is. */
  takeSoFar?: () => Broken;
}

export interface WireRequest {
  readonly call: { readonly entry: CatalogEntry; readonly request: RequestText };
  readonly token: string;
  readonly cut: Cut;
  /** Milliseconds until it is cut. */
  readonly limitMs: number;
}

export interface WireOptions {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly init: Platform["init"];
  readonly maxResponseBytes: number;
  /** Absent: no failure counts as one that came before the request. */
  readonly judgeTransport: JudgeTransport | undefined;
  /** Absent: a reply without a web stream is read by its `text()`, and all are UTF-8. */
  readonly replyReader: ReplyReader | undefined;
}

export type Wire = (request: WireRequest) => Promise<WireOutcome>;

/**
 * Puts a request on the wire. The token is added in the last step before `fetch`, so that nothing but `fetch` ever sees
 * it.
 */
export function createWire({
  fetch,
  init,
  maxResponseBytes,
  judgeTransport,
  replyReader,
  ...options
}: WireOptions): Wire {
  const rules = { maxBytes: maxResponseBytes, decode: replyReader?.decode ?? ((chunks) => decodeText(chunks)) };
  const baseUrl = options.baseUrl.replace(/\/$/, "");

  return async (request) => {
    const { cut } = request;
    const { url, body } = addToken(request, baseUrl);
    let response: Reply | undefined;
    if (unsent.has(fetch)) unsent.add(cut.signal); // a pool of ours: it tells when the request leaves
    try {
      response = await fetch(url, {
        method: request.call.entry.method,
        ...(body === undefined ? undefined : { body, headers: formHeaders }),
        ...init(request.limitMs),
        redirect: "manual", // the token is in the URL, and a 307 would post the form again
        signal: cut.signal,
      });
      if (replyReader) response = replyReader.adapt(response);
      const { status: httpStatus, headers } = response;
      // A browser hides where a redirect leads, and its status: that is 0 then.
      if (httpStatus === 0 || Math.trunc(httpStatus / 100) === 3) {
        await discard(response.body);
        return { type: "redirect", httpStatus };
      }
      const text = await readBody(response, rules, cut);
      if (text === undefined) return { type: "too-large", httpStatus };
      return { type: "reply", httpStatus, headers, text, isRounded: response.isRounded };
    } catch (error) {
      const { beforeSending = false, ...facts } = judgeTransport?.(error) ?? {};
      const withoutReply = beforeSending ? "connect" : "sent";
      const phase = response ? "body" : withoutReply;
      return { type: "broken", phase, httpStatus: response?.status, ...cut.takeSoFar?.(), ...facts };
    }
  };
}

const formHeaders = { "content-type": "application/x-www-form-urlencoded" };

/** The request's URL and form body, with the token in one of them. */
function addToken({ call, token }: WireRequest, baseUrl: string): { url: string; body: string | undefined } {
  const { target, form } = call.request;
  const { token: place } = call.entry;
  const pair = `token=${encodeURIComponent(token)}`;
  const url = baseUrl + target;
  if (place === "form") return { url, body: form ? `${form}&${pair}` : pair };
  return { url: place === "query" ? `${url}${target.includes("?") ? "&" : "?"}${pair}` : url, body: form };
}
