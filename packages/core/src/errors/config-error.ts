import { emptyMeta } from "../meta.ts";
import { type ErrorDetails, JustOneError } from "./just-one-error.ts";

/** The client's options cannot work, or the operation is not in its catalog; nothing was sent. */
export class ConfigError extends JustOneError {
  override readonly name = "ConfigError";
  readonly kind = "config";

  /** Without details it is about options, and of no call. */
  constructor(message: string, details: ErrorDetails = { meta: emptyMeta("") }) {
    super(message, details);
  }
}
