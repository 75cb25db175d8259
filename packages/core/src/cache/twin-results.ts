import { addBilling } from "../billing.ts";
import type { Call } from "../call/call.ts";
import { closedFailure } from "../call/failure.ts";
import { copyPlain } from "../copy-plain.ts";
import { AbortedError } from "../errors/aborted-error.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import type { ErrorDetails } from "../errors/just-one-error.ts";
import { nameLimit, TimeoutError } from "../errors/timeout-error.ts";
import { type Attempt, type Meta, nameCall, pickReplyFacts, wasSent } from "../meta.ts";
import type { Result } from "../result.ts";
import type { TwinLimit } from "./twin-limit.ts";

/** The result of a shared request for one who does not report it: the same outcome, for nothing, with nothing in common. */
export function shareResult(call: Call, result: Result<unknown>): Result<unknown> {
  // A call that was refused before anything was sent shares no request: that holds for each of them.
  const cached = result.ok || wasSent(result.meta);
  const meta: Meta = { ...call.meta(), ...pickReplyFacts(result.meta), cached };
  if (!result.ok) return { ok: false, error: copyError(result.error, meta), meta };
  call.emit({ type: "cached" });
  return { ok: true, data: copyPlain(result.data), meta: { ...meta, ageMs: 0 } };
}

/** The result of a shared request for the one who reports it, under its own name: it may have left with another. */
export function takeOver({ callId, options }: Call, result: Result<unknown>): Result<unknown> {
  if (result.meta.callId === callId) return result;
  const { label: _, ...facts } = result.meta;
  const meta: Meta = { ...facts, ...nameCall(callId, options.label) };
  return result.ok ? { ...result, meta } : { ok: false, error: copyError(result.error, meta), meta };
}

/** The result of a caller whose client is closed, while another waits for the request. */
export function leaveClosed(call: Call): Result<unknown> {
  const meta = describeLeaver(call, false);
  return { ok: false, error: closedFailure().toError(meta), meta };
}

/** The result of a caller that aborts; `isLast` when nobody else waits for the request, whose call is given then. */
export function leaveAborted(call: Call, isLast: boolean): Result<unknown> {
  const meta = describeLeaver(call, isLast);
  const error = new AbortedError(`${meta.operation} was aborted by the caller; ${tellRequest(meta, isLast)}`, { meta });
  return { ok: false, error, meta };
}

/** The same for one whose time is over. */
export function leaveLate(call: Call, { scope, limitMs }: TwinLimit, isLast: boolean): Result<unknown> {
  const meta = describeLeaver(call, isLast);
  const limit = nameLimit({ scope, limitMs });
  const message = `${meta.operation} took longer than ${limit}; ${tellRequest(meta, isLast)}`;
  return { ok: false, error: new TimeoutError(message, { meta, scope, limitMs }), meta };
}

function tellRequest({ attempts }: Meta, isLast: boolean): string {
  if (!isLast) return "an identical call goes on with the request";
  const isUnsure = attempts.at(-1)?.billing === "unknown";
  return isUnsure ? "a request was under way and may have been billed" : "no request was under way";
}

/** The last one to leave answers for the request, another one for nothing. */
function describeLeaver(call: Call, isLast: boolean): Meta {
  const meta = call.meta();
  if (!isLast) return { ...meta, billing: "unbilled", attempts: [] };
  if (call.attemptAt === undefined) return meta;
  // Nothing stops it: it may still be for one who comes meanwhile.
  const durationMs = performance.now() - call.attemptAt;
  const startedAt = new Date(Date.now() - durationMs);
  const underWay: Attempt = { startedAt, durationMs, waitedMs: call.waitedMs, billing: "unknown" };
  const attempt = call.shared.mayResend() ? { ...underWay, mayHaveBeenResent: true as const } : underWay;
  return { ...meta, billing: addBilling(meta.billing, "unknown"), attempts: [...meta.attempts, attempt] };
}

function copyError(error: AnyJustOneError, meta: Meta): AnyJustOneError {
  const { message, cause } = error;
  // These are not among the facts below, as they are not to be printed.
  const { text, data }: Pick<ErrorDetails, "retryable" | "text" | "data"> = error;
  const { billing, ...facts } = error;
  const cost = billing === meta.billing ? "" : ". It was shared with an identical call, which reports what it cost";
  // Safe: every class of the family is made this way, and gives itself its name and kind.
  const ErrorClass = error.constructor as new (message: string, details: ErrorDetails) => AnyJustOneError;
  return new ErrorClass(message + cost, { ...copyPlain(facts), cause, text, data: copyPlain(data), meta });
}
