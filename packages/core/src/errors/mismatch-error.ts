import type { Mismatch } from "@just-one/api";
import { isOfKind, JustOneError } from "./just-one-error.ts";

/** What a mismatch error tells besides. */
export interface MismatchFacts {
  /** The places that differ. */
  readonly mismatches: readonly Mismatch[];
}

/** The call succeeded and was billed, but its `data` is not what its type says, and `validate` is `"error"`. */
export class MismatchError extends JustOneError<MismatchFacts> {
  override readonly name = "MismatchError";
  readonly kind = "mismatch";
  /** The places that differ, the first 20 at most, without what stands there. */
  declare readonly mismatches: readonly Mismatch[];

  /** True for a `MismatchError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is MismatchError {
    return isOfKind(value, "mismatch");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is MismatchError;
}
