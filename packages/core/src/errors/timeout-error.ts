import { type ErrorDetails, JustOneError } from "./just-one-error.ts";

/** `attempt`: `timeoutMs` ran out before an attempt's last byte. `deadline`: `deadlineMs` ran out for the call. */
export type TimeoutScope = "attempt" | "deadline";

/** Time ran out. If a request was under way it may still be carried out and billed. */
export class TimeoutError extends JustOneError {
  override readonly name = "TimeoutError";
  readonly kind = "timeout";
  /** Which of the two limits it was. */
  readonly scope: TimeoutScope;
  /** The limit, in milliseconds. */
  readonly limitMs: number;

  constructor(message: string, details: ErrorDetails & { readonly scope: TimeoutScope; readonly limitMs: number }) {
    super(message, details);
    this.scope = details.scope;
    this.limitMs = details.limitMs;
  }
}
