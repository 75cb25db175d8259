import type { JustOneError } from "./errors/just-one-error.ts";
import type { Meta } from "./meta.ts";

/** What `call` resolves to. */
export interface Success<T> {
  /**
   * The envelope's `data`, as the vendor sent it; integers beyond 2^53 are decimal strings.
   * It may be `null` or empty: success says that the call was carried out, not that anything was found.
   */
  readonly data: T;
  /** What is known about the call besides. */
  readonly meta: Meta;
}

/** What `try` resolves to: a success, or the error that `call` would have thrown. */
export type Result<T> =
  | { readonly ok: true; readonly data: T; readonly meta: Meta }
  | { readonly ok: false; readonly error: JustOneError; readonly meta: Meta };
