import type { Billing } from "../billing.ts";
import { findBusinessCode, type RetryRule } from "../envelope/business-codes.ts";
import type { Envelope } from "../envelope/parse-envelope.ts";
import { AbortedError } from "../errors/aborted-error.ts";
import { ApiError } from "../errors/api-error.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { JustOneError } from "../errors/just-one-error.ts";
import { ProtocolError, type ProtocolReason } from "../errors/protocol-error.ts";
import { TimeoutError, type TimeoutScope } from "../errors/timeout-error.ts";
import { TransportError, type TransportPhase } from "../errors/transport-error.ts";
import type { Meta } from "../meta.ts";
import { parseRetryAfter } from "../retry/retry-after.ts";
import { nextShanghaiMidnight } from "../time/shanghai.ts";

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
export function apiFailure(envelope: Envelope, retryAfter: string | null): Failure {
  const { code, message: vendorMessage } = envelope;
  const now = Date.now();
  const row = findBusinessCode(code);
  const retryAfterMs = parseRetryAfter(retryAfter, now);
  return {
    code,
    billing: row?.billing ?? "unknown",
    retry: row?.retry,
    retryAfterMs,
    final: row !== undefined && row.billing === "unbilled" && row.retry === undefined,
    toError: (meta) => {
      const meaning = row?.meaning ?? "a code that this version does not know";
      const advice = row?.advice ?? "see the vendor's documentation, or update this package";
      return new ApiError(`${meta.operation} answered with code ${code} (${meaning}): ${advice}`, {
        meta,
        retryable: row?.retry !== undefined,
        code,
        vendorMessage,
        retryAfterMs,
        resetsAt: row?.closes === "operation-for-today" ? nextShanghaiMidnight(now) : undefined,
      });
    },
  };
}

/** A reply came that is no envelope. Nobody knows what stood behind it. */
export function protocolFailure(reason: ProtocolReason, httpStatus: number): Failure {
  return {
    billing: "unknown",
    toError: (meta) =>
      new ProtocolError(
        `${meta.operation} got no usable reply at HTTP ${httpStatus} (${protocolReasons[reason]}); ` +
          "the call may have been billed, so it was not sent again",
        { meta, reason },
      ),
  };
}

const protocolReasons: Readonly<Record<ProtocolReason, string>> = {
  "not-json": "the body is empty, cut off or not JSON, as a gateway's page is",
  "no-envelope": "JSON, but without the vendor's business code",
  "too-large": "more than `maxResponseBytes`",
  redirect: "a redirect, which is never followed because the token is in the URL",
};

/** The connection failed. */
export function transportFailure(phase: TransportPhase, systemCode: string | undefined): Failure {
  const free = phase === "connect";
  return {
    billing: free ? "unbilled" : "unknown",
    retry: free ? connectRetry : undefined,
    toError: (meta) =>
      new TransportError(
        `${meta.operation} ${transportPhases[phase]}${systemCode === undefined ? "" : ` (${systemCode})`}`,
        { meta, phase, retryable: free },
      ),
  };
}

const transportPhases: Readonly<Record<TransportPhase, string>> = {
  connect: "could not reach the server; nothing was sent and nothing billed. Check the network, proxy and base URL",
  sent: "lost the connection before a reply came; the call may have been billed, so it was not sent again",
  body: "lost the connection while the reply came in; the call was probably billed, so it was not sent again",
};

/** Time ran out. `sent` tells whether a request was under way. */
export function timeoutFailure(scope: TimeoutScope, limitMs: number, sent: boolean): Failure {
  const limit = scope === "attempt" ? `timeoutMs (${limitMs})` : `deadlineMs (${limitMs})`;
  const cost = sent ? "the call may have been billed" : "no request was under way";
  return {
    billing: sent ? "unknown" : "unbilled",
    final: scope === "deadline",
    toError: (meta) =>
      new TimeoutError(`${meta.operation} took longer than ${limit}; ${cost}. Replies of 20-50 s happen`, {
        meta,
        scope,
        limitMs,
      }),
  };
}

/** The caller's signal aborted. */
export function abortedFailure(sent: boolean): Failure {
  const cost = sent ? "a request was under way and may have been billed" : "no request was under way";
  return {
    billing: sent ? "unknown" : "unbilled",
    final: true,
    toError: (meta) => new AbortedError(`${meta.operation} was aborted by the caller; ${cost}`, { meta }),
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
