import { isOfKind, JustOneError } from "./just-one-error.ts";

/** Why a reply was not the vendor's envelope. */
export type ProtocolReason = "not-json" | "no-envelope" | "too-large" | "redirect";

/** What a protocol error tells besides. */
export interface ProtocolFacts {
  /** What was wrong with the reply. */
  readonly reason: ProtocolReason;
}

/** A reply came, but not the vendor's envelope: a gateway's page, an empty body, a redirect, too many bytes. */
export class ProtocolError extends JustOneError<ProtocolFacts> {
  override readonly name = "ProtocolError";
  readonly kind = "protocol";
  /** What was wrong with it. */
  declare readonly reason: ProtocolReason;
  /**
   * What came, without the token: only with `keepText`, absent when nothing did. Neither inspection nor JSON shows it.
   */
  declare readonly text?: string;

  /** True for a `ProtocolError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is ProtocolError {
    return isOfKind(value, "protocol");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is ProtocolError;
}
