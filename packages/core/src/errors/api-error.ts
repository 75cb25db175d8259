import { isOfKind, JustOneError } from "./just-one-error.ts";

/** What an API error tells besides. */
export interface ApiFacts {
  /** The envelope's code. */
  readonly code: number;
  /** The envelope's message. */
  readonly vendorMessage?: string | undefined;
  /** The reply's `Retry-After` in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Code 303 only: when the daily quota starts anew. */
  readonly resetsAt?: Date | undefined;
}

/**
 * The vendor answered with a business code other than 0.
 *
 * @example
 * ```ts
 * if (ApiError.is(error, 601, 602)) await askForTopUp();
 * ```
 */
export class ApiError extends JustOneError<ApiFacts> {
  override readonly name = "ApiError";
  readonly kind = "api";
  /** The envelope's code, also one that no table knows. */
  declare readonly code: number;
  /** The envelope's message; absent when it had none. */
  declare readonly vendorMessage?: string;
  /** The reply's `Retry-After` in milliseconds; absent when it had none. */
  declare readonly retryAfterMs?: number;
  /** Code 303 only: when the daily quota starts anew. */
  declare readonly resetsAt?: Date;

  /** True for an `ApiError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is ApiError;
  /** True for an `ApiError` with one of `codes`. */
  static override is<Code extends number>(
    this: void,
    value: unknown,
    ...codes: readonly Code[]
  ): value is ApiError & { readonly code: Code };
  static override is(this: void, value: unknown, ...codes: readonly number[]): boolean {
    // Safe: only ApiError has the kind "api", in every copy of the package.
    return isOfKind(value, "api") && (codes.length === 0 || codes.includes((value as ApiError).code));
  }

  /** True for an `ApiError` with any code. */
  static override isInstance(this: void, value: unknown): value is ApiError {
    return isOfKind(value, "api");
  }
}
