import { parseEnvelope } from "../envelope/parse-envelope.ts";
import type { Attempt } from "../meta.ts";
import { redact } from "../secrets/redact.ts";
import { findTokenReader } from "../secrets/token-readers.ts";
import { TokenProblem } from "../secrets/token-source.ts";
import type { Wire, WireOutcome } from "../wire/wire.ts";
import type { Call } from "./call.ts";
import { Cut, type TimeLimit } from "./cut.ts";
import {
  apiFailure,
  configFailure,
  type Failure,
  protocolFailure,
  timeoutFailure,
  transportFailure,
} from "./failure.ts";

/** What came of one attempt. */
export type AttemptOutcome =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly failure: Failure };

/** What all attempts of a client share. */
export interface AttemptContext {
  readonly wire: Wire;
  readonly timeoutMs: number;
}

/** Sends the call once, bounded in time, and judges what comes back; records it as an attempt of the call. */
export async function runAttempt(call: Call, context: AttemptContext): Promise<AttemptOutcome> {
  const limit = chooseLimit(call, call.options.timeoutMs ?? context.timeoutMs);
  if (limit.ms <= 0) return { ok: false, failure: timeoutFailure(limit.scope, limit.limitMs, false) };

  call.facts = {};
  const startedAt = new Date();
  const started = performance.now();
  const cut = new Cut(call, limit);
  try {
    const tokens = findTokenReader(call.shared);
    const given = cut.failure ?? tokens.read();
    const token = given instanceof Promise ? await cut.race(given) : given;
    if (typeof token !== "string") return { ok: false, failure: token };
    if (cut.failure !== undefined) return { ok: false, failure: cut.failure };
    call.tokenId = tokens.identify(token);
    cut.isSent = true;
    const { entry, parameters } = call;
    const reply = await cut.race(context.wire({ entry, parameters, token, signal: cut.signal }));
    const outcome = "type" in reply ? judge(reply, token, call) : ({ ok: false, failure: reply } as const);
    record(call, { startedAt, durationMs: performance.now() - started, outcome, reply });
    return outcome;
  } catch (error) {
    if (!(error instanceof TokenProblem)) throw error;
    return { ok: false, failure: configFailure(error.message) };
  } finally {
    cut.end();
  }
}

function chooseLimit(call: Call, timeoutMs: number): TimeLimit {
  const remainingMs = call.remainingMs();
  if (timeoutMs <= remainingMs) return { ms: timeoutMs, scope: "attempt", limitMs: timeoutMs };
  return { ms: remainingMs, scope: "deadline", limitMs: call.options.deadlineMs ?? remainingMs };
}

function judge(reply: WireOutcome, token: string, call: Call): AttemptOutcome {
  switch (reply.type) {
    case "broken":
      return { ok: false, failure: transportFailure(reply.phase, reply.code) };
    case "redirect":
    case "too-large":
      return { ok: false, failure: protocolFailure(reply.type, reply.httpStatus) };
    case "reply": {
      const envelope = parseEnvelope(reply.text);
      if (typeof envelope === "string") return { ok: false, failure: protocolFailure(envelope, reply.httpStatus) };
      // A server may repeat the request in its words; data is the caller's own affair and stays as it came.
      const { code, data, message, requestId, recordTime } = envelope;
      const facts: { requestId?: string; recordTime?: string } = {};
      if (requestId !== undefined) facts.requestId = redact(requestId, token);
      if (recordTime !== undefined) facts.recordTime = redact(recordTime, token);
      call.facts = facts;
      if (code === 0) return { ok: true, data };
      const words = message === undefined ? {} : { message: redact(message, token) };
      return { ok: false, failure: apiFailure({ code, data: null, ...words }, reply.retryAfter) };
    }
  }
}

function record(
  call: Call,
  done: { startedAt: Date; durationMs: number; outcome: AttemptOutcome; reply: WireOutcome | Failure },
): void {
  const { startedAt, durationMs, outcome, reply } = done;
  const code = outcome.ok ? 0 : outcome.failure.code;
  const attempt: Attempt = {
    startedAt,
    durationMs,
    waitedMs: call.waitedMs,
    ...("httpStatus" in reply ? { httpStatus: reply.httpStatus } : {}),
    ...(code === undefined ? {} : { code }),
    billing: outcome.ok ? "billed" : outcome.failure.billing,
  };
  call.attempts.push(attempt);
  call.emit({ type: "attempt", attempt });
  call.waitedMs = 0;
}
