import { longestTimerMs } from "../time/longest-timer.ts";
import type { Call } from "./call.ts";
import { abortedFailure, type Failure, timeoutFailure } from "./failure.ts";

/** How long an attempt may take, and whose limit that is. */
export interface TimeLimit {
  readonly ms: number;
  readonly scope: "attempt" | "deadline";
  /** The option's own value, for the message. */
  readonly limitMs: number;
}

/** Cuts one attempt short at its time limit, or when the call's signal aborts. */
export class Cut {
  /** Whether a request is under way, which may be billed then. */
  isSent = false;
  readonly #controller = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #caller: AbortSignal | undefined;
  #failure: Failure | undefined;
  #onCut: ((failure: Failure) => void) | undefined;

  constructor(call: Call, limit: TimeLimit) {
    const timeOut = (): void => this.#cut(timeoutFailure(limit.scope, limit.limitMs, this.isSent));
    this.#timer = setTimeout(timeOut, Math.min(limit.ms, longestTimerMs));
    this.#caller = call.signal;
    this.#caller?.addEventListener("abort", this.#abort);
    if (this.#caller?.aborted === true) this.#abort();
  }

  /** Why the attempt was cut; `undefined` while it was not. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** For `fetch`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Settles as the promise does, or as soon as the attempt is cut: a `fetch` or token function of the caller's may not
   * heed the signal. One promise at a time; `Promise.race` would make four where this makes two.
   */
  race<T>(promise: Promise<T>): Promise<T | Failure> {
    return new Promise((resolve, reject) => {
      this.#onCut = resolve;
      if (this.#failure !== undefined) resolve(this.#failure);
      promise.then(resolve, reject);
    });
  }

  /** Leaves no timer and no listener behind. */
  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#abort);
  }

  readonly #abort = (): void => this.#cut(abortedFailure(this.isSent));

  #cut(failure: Failure): void {
    if (this.#failure !== undefined) return;
    this.#failure = failure;
    this.#onCut?.(failure);
    this.#controller.abort();
  }
}
