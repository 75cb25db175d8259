import { isOfKind, JustOneError } from "./just-one-error.ts";

/** Where the connection failed: before the request left, after it left, or while the reply was being read. */
export type TransportPhase = "connect" | "sent" | "body";

/** What a transport error tells besides. */
export interface TransportFacts {
  /** When the connection failed. */
  readonly phase: TransportPhase;
  /** The platform's own name of what went wrong. */
  readonly code?: string | undefined;
}

/** No complete reply came. In phase `connect` nothing was sent, and so nothing billed; later nobody can tell. */
export class TransportError extends JustOneError<TransportFacts> {
  override readonly name = "TransportError";
  readonly kind = "transport";
  /** When the connection failed. */
  declare readonly phase: TransportPhase;
  /** The platform's own name of what went wrong, such as `ECONNRESET`; absent where it gave none. */
  declare readonly code?: string;
  /**
   * What came, without the token: only with `keepText`, absent when nothing did. Neither inspection nor JSON shows it.
   */
  declare readonly text?: string;

  /** True for a `TransportError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is TransportError {
    return isOfKind(value, "transport");
  }

  /** The same as `is`. */
  declare static readonly isInstance: (value: unknown) => value is TransportError;
}
