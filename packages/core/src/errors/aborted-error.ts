import { JustOneError } from "./just-one-error.ts";

/** The caller's signal ended the call. If a request was under way it may still be carried out and billed. */
export class AbortedError extends JustOneError {
  override readonly name = "AbortedError";
  readonly kind = "aborted";
}
