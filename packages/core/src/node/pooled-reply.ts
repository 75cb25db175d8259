import type { Dispatcher } from "undici";
import { decodeBody } from "./decode-body.ts";
import { judgeTransportFailure } from "../wire/transport-failure.ts";
import { unsent } from "../wire/unsent.ts";
import { ReplyBody } from "./reply-body.ts";

type Controller = Dispatcher.DispatchController;
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a client reads of a reply; the head, and a body that comes in while it is read. */
export class PooledReply {
  readonly type = "basic";
  readonly status: number;
  readonly body: ReplyBody;
  readonly headers: ReplyHeaders;

  constructor(status: number, headers: Headers, body: ReplyBody) {
    this.status = status;
    this.body = body;
    this.headers = new ReplyHeaders(headers);
  }
}

/** Headers that can be asked for one by one, and listed, as a middleware sees them. */
class ReplyHeaders {
  readonly #headers: Headers;

  constructor(headers: Headers) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    return readHeader(this.#headers, name);
  }

  *[Symbol.iterator](): Generator<[name: string, value: string]> {
    for (const name of Object.keys(this.#headers)) yield [name, this.get(name) ?? ""];
  }
}

/** How one exchange may end before it has begun. */
export interface ExchangeOptions {
  readonly signal: AbortSignal | null | undefined;
  /** Ends it as long as it has not left. */
  readonly stop: AbortSignal | undefined;
  /** Whether `onRequestStart` is sure to come before the first byte leaves. */
  readonly tellsStart: boolean;
}

/** Takes what undici tells of one exchange, and makes a reply of it. */
export class ReplyHandler implements Dispatcher.DispatchHandler {
  readonly reply: Promise<PooledReply>;
  readonly #signal: AbortSignal | undefined;
  readonly #stop: AbortSignal | undefined;
  readonly #settle: PromiseWithResolvers<PooledReply>;
  #controller: Controller | undefined;
  /** From the moment on at which bytes of it may have left. */
  #isSent = false;
  #body: ReplyBody | undefined;
  readonly #tellsStart: boolean;

  constructor({ signal, stop, tellsStart }: ExchangeOptions) {
    this.#tellsStart = tellsStart;
    this.#stop = stop;
    this.#settle = Promise.withResolvers();
    this.reply = this.#settle.promise;
    this.#signal = signal ?? undefined;
    this.#signal?.addEventListener("abort", this.#abort);
    if (this.#signal?.aborted === true) this.#abort();
    stop?.addEventListener("abort", this.#holdBack);
    if (stop?.aborted === true) this.#holdBack();
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    // Given up while it waited for a connection: then it is not sent.
    if (this.#signal?.aborted === true) return this.#abort();
    if (this.#stop?.aborted === true) return this.#holdBack();
    this.#stop?.removeEventListener("abort", this.#holdBack);
    this.#isSent = true;
    if (this.#signal !== undefined) unsent.delete(this.#signal);
  }

  onResponseStart(controller: Controller, status: number, headers: Headers): void {
    if (status < 200) return; // early hints and the like; the reply follows
    this.#body = new ReplyBody(controller);
    const body = decodeBody(this.#body, readHeader(headers, "content-encoding"));
    this.#settle.resolve(new PooledReply(status, headers, body));
  }

  onResponseData(_controller: Controller, chunk: Uint8Array): void {
    this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    this.#leave();
    this.#body?.end();
  }

  onResponseError(_controller: Controller | undefined, given: Error): void {
    this.#leave();
    // Sent once, whatever became of it when a dispatcher of the caller's tried again; or forwarded by a proxy that said 407.
    const error =
      this.#isSent && judgeTransportFailure(given).beforeSending ? new Error("the request had left before") : given;
    // A reason of the caller's proves nothing: it may end others, too.
    if (!this.#isSent && this.#tellsStart && this.#signal?.aborted !== true) unsent.add(error);
    this.#settle.reject(error);
    this.#body?.fail(error);
  }

  readonly #abort = (): void => {
    const reason: unknown = this.#signal?.reason;
    const error = reason instanceof Error ? reason : new DOMException("aborted", "AbortError");
    this.#leave();
    this.#settle.reject(error);
    this.#controller?.abort(error);
  };

  /** The pool sends nothing more. */
  readonly #holdBack = (): void => {
    const error = new Error("the pool was stopped before the request left");
    if (this.#tellsStart) unsent.add(error);
    this.#leave();
    this.#settle.reject(error);
    this.#controller?.abort(error);
  };

  #leave(): void {
    this.#signal?.removeEventListener("abort", this.#abort);
    this.#stop?.removeEventListener("abort", this.#holdBack);
  }
}

function readHeader(headers: Headers, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return typeof value === "string" ? value : (value?.join(", ") ?? null);
}
