import { emptyMeta } from "../meta.ts";
import { type ErrorDetails, isOfKind, JustOneError } from "./just-one-error.ts";

/** What a config error tells besides. */
export interface ConfigFacts {
  /**
   * True for a call that was not sent because an identical one may have been paid for, without a reply: a cache that processes share
   * remembers those. Absent otherwise.
   */
  readonly inDoubt?: true | undefined;
}

/**
 * The client's options cannot work, or the operation is not in its catalog; nothing was sent. A middleware that throws or
 * does what it may not is one, too: then `billing` says whether something was sent, and `data` is what was paid for.
 */
export class ConfigError extends JustOneError<ConfigFacts> {
  override readonly name = "ConfigError";
  readonly kind = "config";
  /** True where an identical call may have been paid for, without a reply; absent otherwise. */
  declare readonly inDoubt?: true;

  /** Without details it is about options, and of no call. */
  constructor(message: string, details: ErrorDetails & ConfigFacts = { meta: emptyMeta("") }) {
    super(message, details);
  }

  /** True for a `ConfigError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is ConfigError {
    return isOfKind(value, "config");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is ConfigError;
}
