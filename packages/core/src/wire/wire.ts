import type { Call } from "../call/call.ts";
import type { Failure } from "../call/failure.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import type { Reply } from "./adapt-reply.ts";
import { decodeText } from "./decode-text.ts";
import type { Platform } from "./platform.ts";
import { readBody } from "./read-body.ts";
import { readStatus } from "./read-status.ts";
import type { ReplyReader } from "./reply-reader.ts";
import type { JudgeTransport } from "./transport-failure.ts";
import { unsent } from "./unsent.ts";

/** What came of sending one request; never an exception. */
export type WireOutcome =
  | {
      readonly type: "reply";
      readonly httpStatus: number;
      readonly headers: Reply["headers"];
      readonly text: string;
      readonly isRounded: boolean | undefined;
    }
  | {
      readonly type: "too-large";
      readonly httpStatus: number;
      readonly headers: Reply["headers"];
    }
  | Broken
  | Judged;

/** What middleware has made of it, judged already. */
export interface Judged {
  readonly type: "judged";
  readonly outcome: AttemptOutcome;
  readonly httpStatus: number | undefined;
}

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
  readonly headers?: Reply["headers"];
  /** What had come. */
  readonly text?: string | undefined;
}

/** What ends a request before its reply is in. */
export interface Cut {
  readonly signal: AbortSignal;
  /** Set while a body is read: a stream that was given by the caller may not heed the signal. */
  giveUp?: () => unknown;
  /** What it would be if the connection ended now; set as the former is. */
  takeSoFar?: (() => Broken) | undefined;
  /** Puts what is known of the request by now into the failure of what ends it; set while middleware works. */
  explain?: ((failure: Failure) => Failure) | undefined;
}

export interface WireRequest {
  readonly call: Call;
  readonly token: string;
  readonly redact: (text: string) => string | undefined;
  readonly judge: (reply: WireOutcome) => AttemptOutcome;
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

/** Makes the way that a client's requests go. */
export type CreateWire = (options: WireOptions) => Wire;

/** Sends a request to a URL that has no token yet, with headers besides those of a form. */
export type Send = (
  request: WireRequest,
  url: string,
  headers?: Readonly<Record<string, string>>,
) => Promise<WireOutcome>;

/** The shortest way: the URL's parts put together. */
export const createWire: CreateWire = (options) => {
  const send = createSend(options);
  const baseUrl = options.baseUrl.replace(/\/$/, "");
  return (request) => send(request, baseUrl + request.call.request.target);
};

/**
 * Makes what puts a request on the wire. The token is added in the last step before `fetch`, so that nothing but `fetch`
 * ever sees it.
 */
export function createSend(options: WireOptions): Send {
  const { fetch, init, judgeTransport } = options;
  return async (request, url, headers) => {
    const { cut, call } = request;
    const { method, token: place } = call.entry;
    const pair = `token=${encodeURIComponent(request.token)}`;
    let { form } = call.request;
    if (place === "form") form = form ? `${form}&${pair}` : pair;
    let response: Reply | undefined;
    if (unsent.has(fetch)) unsent.add(cut.signal); // a pool of ours: it tells when the request leaves
    try {
      response = await fetch(place === "query" ? `${url}${url.includes("?") ? "&" : "?"}${pair}` : url, {
        method,
        ...(form === undefined ? headers && { headers } : { body: form, headers: { ...headers, ...formHeaders } }),
        ...init(request.limitMs),
        redirect: "manual", // the token is in the URL, and a 307 would post the form again
        signal: cut.signal,
      });
      return await readReply(response, cut, options);
    } catch (error) {
      const { beforeSending = false, ...facts } = judgeTransport?.(error) ?? {};
      const withoutReply = beforeSending ? "connect" : "sent";
      const phase = response ? "body" : withoutReply;
      return { type: "broken", phase, httpStatus: readStatus(response), ...cut.takeSoFar?.(), ...facts };
    }
  };
}

/** What a reply comes to, once it has been read. */
export function readReply(
  given: Reply,
  cut: Cut,
  { replyReader, maxResponseBytes: maxBytes }: Pick<WireOptions, "replyReader" | "maxResponseBytes">,
): Promise<Exclude<WireOutcome, Broken | Judged>> {
  const response = replyReader ? replyReader.adapt(given) : given;
  const httpStatus = readStatus(response);
  const { headers } = response;
  return readBody(response, { maxBytes, decode: replyReader?.decode ?? decodeText }, cut).then((text) =>
    text === undefined
      ? { type: "too-large", httpStatus, headers }
      : { type: "reply", httpStatus, headers, text, isRounded: response.isRounded },
  );
}

export const formHeaders = { "content-type": "application/x-www-form-urlencoded" };
