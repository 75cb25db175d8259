import { isOfKind, JustOneError } from "./just-one-error.ts";

/** The caller's signal ended the call, but for its own time limit, which is a `TimeoutError`. If a request was under way it may still be carried out and billed. */
export class AbortedError extends JustOneError {
  override readonly name = "AbortedError";
  readonly kind = "aborted";

  /** True for an `AbortedError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is AbortedError {
    return isOfKind(value, "aborted");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is AbortedError;
}
