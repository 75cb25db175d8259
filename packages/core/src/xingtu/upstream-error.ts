import { isOfKind, JustOneError } from "../errors/just-one-error.ts";

/** What an upstream error tells besides. */
export interface UpstreamFacts {
  /** The platform's `base_resp.status_code`, as it came. */
  readonly statusCode: unknown;
  /** The platform's own words. */
  readonly statusMessage?: string | undefined;
}

/** The call succeeded and was billed, but the platform behind the vendor reports a failure inside `data`. */
export class UpstreamError extends JustOneError<UpstreamFacts> {
  override readonly name = "UpstreamError";
  readonly kind = "upstream";
  /** The platform's `base_resp.status_code`, as it came. */
  declare readonly statusCode: unknown;
  /** The platform's own words; absent when it gave none. */
  declare readonly statusMessage?: string;

  /** True for an `UpstreamError`, also one made by another copy of this package. */
  static override is(this: void, value: unknown): value is UpstreamError {
    return isOfKind(value, "upstream");
  }

  /** The same as `is`. */
  static override isInstance(this: void, value: unknown): value is UpstreamError {
    return isOfKind(value, "upstream");
  }
}
