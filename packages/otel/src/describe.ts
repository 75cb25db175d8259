import type { Attempt, JustOneError, Result, Stage } from "@just-one/core";
import type { Attributes } from "@opentelemetry/api";

/** What a stage is given. */
export type Call = Parameters<NonNullable<Stage["aroundCall"]>>[0];

/** What is known of a request before it is sent; the URL's template stands for the URL, which holds the token. */
export function describeRequest(call: Call): Attributes {
  const { method, path } = call.entry;
  const { hostname, port, protocol } = new URL(call.shared.baseUrl);
  return {
    "http.request.method": method,
    "url.template": path,
    "url.scheme": protocol.slice(0, -1),
    "server.address": hostname,
    "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
  };
}

/** What came of one request. */
export function describeAttempt(outcome: {
  readonly attempt: Attempt;
  readonly error: JustOneError | undefined;
  readonly resends: number;
}): Attributes {
  const { attempt, error, resends } = outcome;
  return {
    ...(attempt.httpStatus === undefined ? {} : { "http.response.status_code": attempt.httpStatus }),
    ...(resends === 0 ? {} : { "http.request.resend_count": resends }),
    ...(attempt.code === undefined ? {} : { "just_one.code": attempt.code }),
    "just_one.billing": attempt.billing,
    ...describeError(error, attempt.httpStatus),
  };
}

/** What came of a call. */
export function describeResult(call: Call, result: Result<unknown>): Attributes {
  const { meta } = result;
  const { label } = call.options;
  const code = meta.attempts.at(-1)?.code;
  return {
    "just_one.billing": meta.billing,
    "just_one.cached": meta.cached,
    "just_one.attempts": meta.attempts.length,
    ...(meta.callId === undefined ? {} : { "just_one.call_id": meta.callId }),
    ...(label === undefined ? {} : { "just_one.label": label }),
    ...(code === undefined ? {} : { "just_one.code": code }),
    ...(meta.requestId === undefined ? {} : { "just_one.request_id": meta.requestId }),
    ...describeError(result.ok ? undefined : result.error, meta.httpStatus),
  };
}

/** By the conventions: the status of a reply that was an error by HTTP, else the error's class. */
function describeError(error: JustOneError | undefined, httpStatus: number | undefined): Attributes {
  if (error === undefined) return {};
  return {
    "error.type": error.kind === "api" && httpStatus !== undefined && httpStatus >= 400 ? `${httpStatus}` : error.name,
  };
}
