import type { Billing } from "../billing.ts";
import { findCodeRule, type RetryRule } from "../envelope/business-codes.ts";
import { AbortedError } from "../errors/aborted-error.ts";
import { ApiError, type ApiFacts } from "../errors/api-error.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { JustOneError } from "../errors/just-one-error.ts";
import { ProtocolError, type ProtocolReason } from "../errors/protocol-error.ts";
import { TimeoutError, type TimeoutScope } from "../errors/timeout-error.ts";
import { TransportError } from "../errors/transport-error.ts";
import type { Meta } from "../meta.ts";
import { parseRetryAfter } from "../retry/retry-after.ts";
import { nextShanghaiMidnight } from "../time/shanghai.ts";
import type { Broken } from "../wire/wire.ts";
import type { Call } from "./call.ts";

/** Why an attempt failed, before the call decides whether that is the end of it. */
export interface Failure {
  readonly billing: Billing;
  /** Absent: never tried again without `retryUnknown`. */
  readonly retry?: RetryRule | undefined;
  readonly retryAfterMs?: number | undefined;
  /** The envelope's code; absent when no envelope came. */
  readonly code?: number;
  /** Never tried again, not even with `retryUnknown`. */
  readonly final?: boolean;
  toError(meta: Meta): JustOneError;
}

const connectRetry: RetryRule = { maxAttempts: Infinity, baseMs: 1000, floorMs: 0 };

/** The vendor answered with a code other than 0. */
export function apiFailure(
  call: Call,
  { code, vendorMessage }: Pick<ApiFacts, "code" | "vendorMessage">,
  retryAfter: string | null,
): Failure {
  const now = Date.now();
  const { billing = "unknown", retry, closes } = findCodeRule(code) ?? {};
  const retryAfterMs = parseRetryAfter(retryAfter, now);
  return {
    code,
    billing,
    retry,
    retryAfterMs,
    final: billing === "unbilled" && retry === undefined,
    toError: (meta) =>
      new ApiError(call.explain({ kind: "api", code }), {
        meta,
        retryable: retry !== undefined,
        code,
        vendorMessage,
        retryAfterMs,
        resetsAt: closes === "operation-for-today" ? nextShanghaiMidnight(now) : undefined,
      }),
  };
}

/** A reply came that is no envelope. Nobody knows what stood behind it. */
export function protocolFailure(call: Call, reason: ProtocolReason, httpStatus: number): Failure {
  return {
    billing: "unknown",
    toError: (meta) => new ProtocolError(call.explain({ kind: "protocol", reason, httpStatus }), { meta, reason }),
  };
}

/** The connection failed. */
export function transportFailure(call: Call, { phase, code }: Broken): Failure {
  const isFree = phase === "connect";
  return {
    billing: isFree ? "unbilled" : "unknown",
    retry: isFree ? connectRetry : undefined,
    toError: (meta) =>
      new TransportError(call.explain({ kind: "transport", phase, code }), { meta, phase, retryable: isFree }),
  };
}

/** Time ran out. `isSent` tells whether a request was under way. */
export function timeoutFailure(
  call: Call,
  { scope, limitMs }: { scope: TimeoutScope; limitMs: number },
  isSent: boolean,
): Failure {
  return {
    billing: isSent ? "unknown" : "unbilled",
    final: scope === "deadline",
    toError: (meta) =>
      new TimeoutError(call.explain({ kind: "timeout", scope, limitMs, isSent }), { meta, scope, limitMs }),
  };
}

/** The caller's signal aborted. */
export function abortedFailure(call: Call, isSent: boolean): Failure {
  return {
    billing: isSent ? "unknown" : "unbilled",
    final: true,
    toError: (meta) => new AbortedError(call.explain({ kind: "aborted", isSent }), { meta }),
  };
}

/** The client cannot send this. */
export function configFailure(problem: string): Failure {
  return {
    billing: "unbilled",
    final: true,
    toError: (meta) => new ConfigError(problem, { meta }),
  };
}
