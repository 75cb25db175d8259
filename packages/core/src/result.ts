import type { AnyJustOneError } from "./errors/any-just-one-error.ts";
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

/**
 * What `try` resolves to: a success, or the error that `call` would have thrown. `ok` tells them apart, and so does
 * `error`, which a success does not have: `const { data, error } = await client.try(…)`.
 */
export type Result<T> =
  | { readonly ok: true; readonly data: T; readonly error?: undefined; readonly meta: Meta }
  | { readonly ok: false; readonly data?: undefined; readonly error: AnyJustOneError; readonly meta: Meta };
