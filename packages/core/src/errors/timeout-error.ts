import { isOfKind, JustOneError } from "./just-one-error.ts";

/**
 * `attempt`: `timeoutMs` ran out before an attempt's last byte. `deadline`: `deadlineMs` ran out for the call. `signal`: the
 * time of the caller's own `AbortSignal.timeout` ran out; any other abort is an `AbortedError`.
 */
export type TimeoutScope = "attempt" | "deadline" | "signal";

/** A limit as an error's message tells it. */
export function nameLimit({ scope, limitMs }: TimeoutFacts): string {
  if (scope === "signal") return `its own signal allows (after ${limitMs} ms)`;
  return `${scope === "attempt" ? "timeoutMs" : "deadlineMs"} (${limitMs})`;
}

/** What a timeout error tells besides. */
export interface TimeoutFacts {
  /** Which of the limits it was. */
  readonly scope: TimeoutScope;
  /** The limit, in milliseconds. */
  readonly limitMs: number;
}

/** Time ran out. If a request was under way it may still be carried out and billed. */
export class TimeoutError extends JustOneError<TimeoutFacts> {
  override readonly name = "TimeoutError";
  readonly kind = "timeout";
  /** Which of the limits it was. */
  declare readonly scope: TimeoutScope;
  /** The limit, in milliseconds; of a signal, which does not tell its own, how long the call had been under way. */
  declare readonly limitMs: number;

  /** True for a `TimeoutError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is TimeoutError {
    return isOfKind(value, "timeout");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is TimeoutError;
}
