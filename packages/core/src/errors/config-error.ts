import { JustOneError } from "./just-one-error.ts";

/** The client's options cannot work, or the operation is not in its catalog; nothing was sent. */
export class ConfigError extends JustOneError {
  override readonly name = "ConfigError";
  readonly kind = "config";
}
