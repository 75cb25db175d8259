import { parseEnvelope } from "../envelope/parse-envelope.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { Attempt } from "../meta.ts";
import type { Redact } from "../secrets/redact.ts";
import { tokenReaders } from "../secrets/token-readers.ts";
import { startTimeLimit } from "../time/start-time-limit.ts";
import { readHeader } from "../wire/read-header.ts";
import { isRedirect } from "../wire/read-status.ts";
import { unsent } from "../wire/unsent.ts";
import type { KeepHeaders } from "./keep-headers.ts";
import type { Cut, Wire, WireOutcome } from "../wire/wire.ts";
import { billOutcome } from "./bill-outcome.ts";
import { type Call, type EnvelopeFacts, noFacts } from "./call.ts";
import {
  abortedFailure,
  apiFailure,
  closedFailure,
  configFailure,
  type Failure,
  protocolFailure,
  timeoutFailure,
  transportFailure,
} from "./failure.ts";

/**
 * What came of one attempt; `unsent` where a middleware kept the request from being sent, `isUnsure` where nobody knows whether
 * such a success is billed.
 */
export type AttemptOutcome =
  | { readonly ok: true; readonly data: unknown; readonly unsent?: true; readonly isUnsure?: true }
  | { readonly ok: false; readonly failure: Failure; readonly unsent?: true };

/** What all attempts of a client share. */
export interface AttemptContext {
  readonly wire: Wire;
  readonly timeoutMs: number;
  readonly redact: Redact;
  /** Characters kept of a reply that cannot be given. */
  readonly keepText: number;
  /** Whether nobody knows if successes are billed. */
  readonly isUnsure: boolean;
  /** Absent: none are kept. */
  readonly keepHeaders: KeepHeaders | undefined;
}

/**
 * Sends the call once and judges what comes back; records it as an attempt of the call. Ends with the reply, at the time
 * limit, or when the call's signal aborts, and then does not wait for what it has cut short: a `fetch` or token function
 * of the caller's may not heed the signal.
 */
export function runAttempt(call: Call, context: AttemptContext): Promise<AttemptOutcome> {
  const { timeoutMs = context.timeoutMs, deadlineMs } = call.options;
  const remainingMs = call.remainingMs();
  const scope = timeoutMs > remainingMs ? "deadline" : "attempt";
  // The option's own value, for the message.
  const limit = { scope, limitMs: scope === "attempt" ? timeoutMs : (deadlineMs ?? remainingMs) } as const;
  const limitMs = Math.min(timeoutMs, remainingMs);
  // `NaN` where an option that nobody checked is none.
  if (!(limitMs > 0)) return Promise.resolve({ ok: false, failure: timeoutFailure(call, limit, false) });
  call.facts = noFacts;
  call.attemptAt = performance.now();
  return new Promise((resolve, reject) => {
    const { signal: caller } = call;
    const controller = new AbortController();
    const cut: Cut = { signal: controller.signal };
    let sent: Sent | undefined;
    let isOver = false;

    const leave = (): void => {
      isOver = true;
      call.attemptAt = undefined;
      liftLimit();
      caller?.removeEventListener("abort", abort);
    };
    const end = (outcome: AttemptOutcome, reply?: WireOutcome): void => {
      if (isOver) return;
      leave();
      if (sent !== undefined) record(call, sent, outcome, reply);
      resolve(outcome);
      // Some streams, such as node-fetch's, hold their connection though they were given up.
      if (reply?.type !== "reply") controller.abort();
    };
    const stop = (failure: Failure): void => {
      end({ ok: false, failure: cut.explain?.(failure) ?? failure });
      cut.giveUp?.();
    };
    const isSent = (): boolean => sent !== undefined && !unsent.has(cut.signal);
    const abort = (): void => stop(abortedFailure(call, isSent()));
    const refuse = (error: unknown): void => {
      if (isOver) return;
      if (error instanceof ConfigError) return end({ ok: false, failure: configFailure(error.message) });
      leave();
      reject(error);
    };
    const send = (token: string): void => {
      if (isOver) return;
      if (call.life?.isClosed === true) return end({ ok: false, failure: closedFailure() });
      call.tokenId = tokens?.identify(token);
      const own: Sent = { startedAt: new Date(), started: performance.now(), token };
      sent = own;
      const judgeReply = (reply: WireOutcome): AttemptOutcome => judge(reply, call, own, context);
      const redact = (text: string): string | undefined => context.redact(text, token);
      const receive = (reply: WireOutcome): void => {
        if (isOver) return; // a late one says nothing of a next attempt
        try {
          end(judgeReply(reply), reply);
        } catch (error) {
          refuse(error);
        }
      };
      context.wire({ call, token, cut, limitMs, redact, judge: judgeReply }).then(receive, refuse);
    };

    let { startedAt } = call;
    const expire = (): void => {
      if (call.startedAt !== startedAt) {
        ({ startedAt } = call); // a twin has come, and may wait longer
        const leftMs = Math.min(timeoutMs - (performance.now() - startedAt), call.remainingMs());
        liftLimit = startTimeLimit(leftMs, expire);
        return;
      }
      // A whole envelope may be here whose body nobody ends.
      const soFar = cut.takeSoFar?.();
      const outcome = soFar && sent && judge(soFar, call, sent, context);
      if (!cut.explain && (outcome?.ok === true || outcome?.failure.code !== undefined)) end(outcome, soFar);
      stop(timeoutFailure(call, limit, isSent(), sent !== undefined));
    };
    let liftLimit = startTimeLimit(limitMs, expire);
    caller?.addEventListener("abort", abort);
    if (caller?.aborted) return abort();
    const tokens = tokenReaders.get(call.shared);
    const token = tokens?.read() ?? "";
    // Whoever can stop it may do so in the same turn, as React's strict effects do: then nothing has left, and that is known.
    if (typeof token === "string" && caller === undefined) send(token);
    else Promise.resolve(token).then(send).catch(refuse);
  });
}

/** A request that has left. */
interface Sent {
  /** By the machine's clock. */
  readonly startedAt: Date;
  /** By the clock that only moves forward. */
  readonly started: number;
  readonly token: string;
}

function judge(
  reply: WireOutcome,
  call: Call,
  { token }: Sent,
  { redact, keepText, keepHeaders, isUnsure }: AttemptContext,
): AttemptOutcome {
  if (reply.type === "judged") return reply.outcome;
  const kept = keepHeaders?.(reply.headers, (header) => redact(header, token));
  if (kept !== undefined) call.facts = { headers: kept };
  if (reply.type === "too-large") {
    return { ok: false, failure: protocolFailure(call, { reason: reply.type, httpStatus: reply.httpStatus }) };
  }
  const { type, text = "", headers, httpStatus } = reply;
  // No envelope is the beginning of another one: whole JSON is certain, though the connection ended before the body did.
  // What was decompressed is not, without the checksum at its end.
  const isCertain = type === "reply" || !readHeader(headers, "content-encoding");
  const envelope = isCertain ? parseEnvelope(text) : "not-json";
  if (typeof envelope === "string") {
    const keptText = keepText > 0 && text !== "" ? redact(text.slice(0, keepText), token) : undefined;
    const isElsewhere = isRedirect(httpStatus);
    const failure =
      type === "broken" && !isElsewhere
        ? transportFailure(call, { ...reply, fault: reply.fault && redact(reply.fault, token) }, keptText)
        : protocolFailure(call, { reason: isElsewhere ? "redirect" : envelope, httpStatus, text: keptText });
    return { ok: false, failure };
  }
  // A server may repeat the request in its words; data is the caller's own affair and stays as it came.
  const { code, data, message, requestId, recordTime } = envelope;
  // Member by member: this is what every call passes.
  const facts: { -readonly [K in keyof EnvelopeFacts]: EnvelopeFacts[K] } = {};
  const ownRequestId = requestId && redact(requestId, token);
  const ownRecordTime = recordTime && redact(recordTime, token);
  if (ownRequestId !== undefined) facts.requestId = ownRequestId;
  if (ownRecordTime !== undefined) facts.recordTime = ownRecordTime;
  if (type === "reply" && reply.isRounded) facts.isRounded = true;
  if (kept !== undefined) facts.headers = kept;
  call.facts = facts;
  if (code === 0) return isUnsure ? { ok: true, data, isUnsure } : { ok: true, data };
  const vendorMessage = message && redact(message, token);
  return { ok: false, failure: apiFailure(call, { code, vendorMessage }, (name) => readHeader(headers, name)) };
}

function record(
  call: Call,
  { startedAt, started }: Sent,
  outcome: AttemptOutcome,
  reply: WireOutcome | undefined,
): void {
  const code = outcome.ok ? 0 : outcome.failure.code;
  const attempt: Mutable<Attempt> = {
    startedAt,
    durationMs: performance.now() - started,
    waitedMs: call.waitedMs,
    billing: billOutcome(outcome),
  };
  if (reply?.httpStatus !== undefined) attempt.httpStatus = reply.httpStatus;
  if (code !== undefined) attempt.code = code;
  if (outcome.unsent) attempt.isUnsent = true;
  else if (call.shared.mayResend(attempt.httpStatus)) attempt.mayHaveBeenResent = true;
  call.attempts.push(attempt);
  call.emit({ type: "attempt", attempt });
  call.waitedMs = 0;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
