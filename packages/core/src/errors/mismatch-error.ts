import type { Mismatch } from "@just-one/api";
import { type ErrorDetails, JustOneError } from "./just-one-error.ts";

/** The call succeeded and was billed, but its `data` is not what its type says, and `validate` is `"error"`. */
export class MismatchError extends JustOneError {
  override readonly name = "MismatchError";
  readonly kind = "mismatch";
  /** The places that differ, the first 20 at most, without what stands there. */
  readonly mismatches: readonly Mismatch[];

  constructor(message: string, details: ErrorDetails & { readonly mismatches: readonly Mismatch[] }) {
    super(message, details);
    this.mismatches = details.mismatches;
  }
}
