import type { Billing } from "../billing.ts";
import { findCodeRule, type RetryRule } from "../envelope/business-codes.ts";
import { AbortedError } from "../errors/aborted-error.ts";
import { ApiError, type ApiFacts } from "../errors/api-error.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import type { ErrorDetails } from "../errors/just-one-error.ts";
import { ProtocolError, type ProtocolReason } from "../errors/protocol-error.ts";
import { TimeoutError, type TimeoutScope } from "../errors/timeout-error.ts";
import { TransportError } from "../errors/transport-error.ts";
import type { Meta } from "../meta.ts";
import { readSeconds } from "../retry/delay.ts";
import { isTimeUp } from "../time/is-time-up.ts";
import type { Broken } from "../wire/wire.ts";
import { billOutcome } from "./bill-outcome.ts";
import type { Call } from "./call.ts";
import type { Problem } from "./problem.ts";
import type { AttemptOutcome } from "./run-attempt.ts";

/** Why an attempt failed, before the call decides whether that is the end of it. */
export interface Failure {
  /** Whether the request was paid for. */
  readonly billing: Billing;
  /** Absent: never tried again without `retryUnknown`. */
  readonly retry?: RetryRule | undefined;
  /** The reply's `Retry-After` in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The envelope's code; absent when no envelope came. */
  readonly code?: number | undefined;
  /** Never tried again, not even with `retryUnknown`. */
  readonly final?: boolean;
  /** Makes the error of the call that ends with this failure. */
  toError(meta: Meta): AnyJustOneError;
}

/** Of what no code has a rule for. */
export const plainRetry: RetryRule = { maxAttempts: Infinity, baseMs: 1000, floorMs: 0 };

/** The vendor answered with a code other than 0. */
export function apiFailure(
  call: Call,
  { code, vendorMessage }: Pick<ApiFacts, "code" | "vendorMessage">,
  readHeader: (name: string) => string | null | undefined,
): Failure {
  const { billing = "unknown", retry, closes } = findCodeRule(code) ?? {};
  const delay = (call.shared.readDelay ?? readSeconds)(readHeader, closes);
  const facts = { retryable: retry !== undefined, code, vendorMessage, ...delay };
  return {
    code,
    billing,
    retry,
    retryAfterMs: delay.retryAfterMs,
    final: billing === "unbilled" && retry === undefined,
    toError: explainLater(call, { kind: "api", code }, ApiError, facts),
  };
}

/** A reply came that is no envelope. Nobody knows what stood behind it. */
export function protocolFailure(
  call: Call,
  { reason, httpStatus, text }: { reason: ProtocolReason; httpStatus: number | undefined; text?: string | undefined },
): Failure {
  return {
    billing: "unknown",
    toError: explainLater(call, { kind: "protocol", reason, httpStatus }, ProtocolError, { reason, text }),
  };
}

/** The connection failed; `text` is what may be kept of what had come. */
export function transportFailure(call: Call, { phase, code, fault, proxyStatus }: Broken, text?: string): Failure {
  const retryable = phase === "connect";
  return {
    billing: retryable ? "unbilled" : "unknown",
    retry: retryable ? plainRetry : undefined,
    toError: explainLater(call, { kind: "transport", phase, code, fault, proxyStatus }, TransportError, {
      phase,
      code,
      retryable,
      text,
    }),
  };
}

/** Time ran out. `isSent` tells whether a request was under way, `isTried` whether one waited for its connection at least. */
export function timeoutFailure(
  call: Call,
  { scope, limitMs }: { scope: TimeoutScope; limitMs: number },
  isSent: boolean,
  isTried: boolean = isSent,
): Failure {
  const retry = isTried && !isSent ? plainRetry : undefined;
  return {
    billing: isSent ? "unknown" : "unbilled",
    retry,
    final: scope !== "attempt",
    toError: explainLater(call, { kind: "timeout", scope, limitMs, isSent }, TimeoutError, {
      scope,
      limitMs,
      retryable: retry !== undefined && scope === "attempt",
    }),
  };
}

/** The caller's signal aborted, or its time ran out. */
export function abortedFailure(call: Call, isSent: boolean): Failure {
  if (isTimeUp(call.signal)) {
    const limitMs = Math.round(performance.now() - call.startedAt);
    return timeoutFailure(call, { scope: "signal", limitMs }, isSent);
  }
  return {
    billing: isSent ? "unknown" : "unbilled",
    final: true,
    toError: explainLater(call, { kind: "aborted", isSent }, AbortedError, {}),
  };
}

/** Makes the error, with the problem in words as its message, once it is clear that there shall be one. */
export function explainLater<Facts extends object>(
  call: Call,
  problem: Problem,
  ErrorClass: new (message: string, details: ErrorDetails & Facts) => AnyJustOneError,
  facts: Facts & Pick<ErrorDetails, "retryable" | "text">,
): Failure["toError"] {
  return (meta) => new ErrorClass(call.explain(problem), { meta, ...facts });
}

/** The client was closed before the request was sent. */
export function closedFailure(): Failure {
  return configFailure("the client is closed");
}

/** The client cannot send this; `retryable` where it may be able to later. */
export function configFailure(problem: string, retryable: boolean = false, what: string = "was not sent"): Failure {
  return {
    billing: "unbilled",
    final: true,
    toError: (meta) => new ConfigError(`${meta.operation} ${what}: ${problem}`, { meta, retryable }),
  };
}

/**
 * A failure in spite of what came of the request: that decides what it cost, its data is the error's, and its own error
 * the cause. `running` is what had not ended.
 */
export function keepReply(failure: Failure, came: AttemptOutcome | undefined, running?: string): Failure {
  return {
    ...failure,
    ...(came && { billing: billOutcome(came), code: came.ok ? 0 : came.failure.code, retry: undefined, final: true }),
    toError: (meta) => {
      const error = failure.toError(meta);
      if (running !== undefined) error.message += `; \`${running}\` had not ended`;
      // Not enumerable: whoever prints or stores an error does not want a reply in it.
      if (came?.ok) return Object.defineProperty(error, "data", { value: came.data });
      return came ? Object.defineProperty(error, "cause", { value: came.failure.toError(meta) }) : error;
    },
  };
}
