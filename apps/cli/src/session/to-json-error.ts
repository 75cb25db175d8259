import { ApiError, type JustOneError } from "@just-one/core";
import { describeFailure } from "./describe-failure.ts";

/** A failure for programs. */
export interface JsonError {
  readonly kind: JustOneError["kind"];
  /** The vendor's business code; absent for other kinds of failure. */
  readonly code?: number;
  readonly message: string;
  /** The vendor's own words, and its id of the request; absent when it sent none. */
  readonly vendorMessage?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryable: boolean;
}

/** What a program needs to know about a failed call. */
export function toJsonError(error: JustOneError): JsonError {
  return {
    kind: error.kind,
    ...(ApiError.is(error) && { code: error.code }),
    message: describeFailure(error),
    vendorMessage: ApiError.is(error) ? error.vendorMessage : undefined,
    requestId: error.meta.requestId,
    retryable: error.retryable,
  };
}
