import { isOfKind, JustOneError } from "./just-one-error.ts";

/** `attempt`: `timeoutMs` ran out before an attempt's last byte. `deadline`: `deadlineMs` ran out for the call. */
export type TimeoutScope = "attempt" | "deadline";

/** Time ran out. If a request was under way it may still be carried out and billed. */
export class TimeoutError extends JustOneError<{ readonly scope: TimeoutScope; readonly limitMs: number }> {
  override readonly name = "TimeoutError";
  readonly kind = "timeout";
  /** Which of the two limits it was. */
  declare readonly scope: TimeoutScope;
  /** The limit, in milliseconds. */
  declare readonly limitMs: number;

  /** True for a `TimeoutError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is TimeoutError {
    return isOfKind(value, "timeout");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is TimeoutError;
}
