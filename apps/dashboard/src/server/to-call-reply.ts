import { ApiError, type JustOneError, type Result } from "@just-one/core";
import type { CallReply, Failure } from "../shared/protocol.ts";
import { findMidnight, findReopening } from "./find-reopening.ts";

/** What the page may know of a call: neither attempts nor messages meant for programmers. */
export function toCallReply(result: Result<unknown>): CallReply {
  if (!result.ok) return { ok: false, failure: toFailure(result.error) };
  const { billing, cached, ageMs, requestId } = result.meta;
  return {
    ok: true,
    data: result.data,
    billing,
    cached,
    ...(ageMs !== undefined && { ageMs }),
    ...(requestId !== undefined && { requestId }),
  };
}

function toFailure(error: JustOneError): Failure {
  const { requestId } = error.meta;
  const reopensAt = ApiError.is(error) ? findReopening(error) : undefined;
  return {
    kind: error.kind,
    billing: error.billing,
    ...(ApiError.is(error) && {
      code: error.code,
      ...(reopensAt !== undefined && { reopensAt: reopensAt.toISOString() }),
      ...(error.vendorMessage !== undefined && { vendorMessage: error.vendorMessage.slice(0, 200) }),
    }),
    ...(error.kind === "budget" && { reopensAt: findMidnight(new Date()).toISOString() }),
    ...(requestId !== undefined && { requestId: requestId.slice(0, 80) }),
  };
}
