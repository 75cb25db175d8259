import type { Mismatch } from "@just-one/api";
import type { Billing } from "../billing.ts";
import type { Attempt, Meta } from "../meta.ts";
import { isSystemCode } from "../wire/transport-failure.ts";
import { UpstreamError, type UpstreamFacts } from "../xingtu/upstream-error.ts";
import { AbortedError } from "./aborted-error.ts";
import type { AnyJustOneError } from "./any-just-one-error.ts";
import { ApiError, type ApiFacts } from "./api-error.ts";
import { type BudgetAmounts, BudgetError, type BudgetFacts, type BudgetScope } from "./budget-error.ts";
import { ConfigError, type ConfigFacts } from "./config-error.ts";
import type { ErrorDetails, ErrorKind } from "./just-one-error.ts";
import { MismatchError, type MismatchFacts } from "./mismatch-error.ts";
import { ProtocolError, type ProtocolFacts } from "./protocol-error.ts";
import {
  asList,
  asObject,
  asOneOf,
  must,
  type Read,
  readDate,
  type Readers,
  readMembers,
  readNumber,
  readScalar,
  readText,
  readTexts,
  readTrue,
} from "./read-plain.ts";
import { TimeoutError, type TimeoutFacts } from "./timeout-error.ts";
import { TransportError, type TransportFacts } from "./transport-error.ts";
import { ValidationError, type ValidationFacts, type ValidationIssue } from "./validation-error.ts";

/** Makes an error of each kind from its plain form; throws for what is none. */
export type PlainForms = Readonly<Record<ErrorKind, (plain: unknown) => AnyJustOneError>> & {
  readonly readKind: Read<ErrorKind>;
};

/**
 * Says of every kind what its plain form holds. Nothing else is taken over, so that what a stranger put beside it goes
 * nowhere. A function, since bundlers keep what is made where nobody asks for it.
 */
export function createPlainForms(): PlainForms {
  const needText = must(readText);
  const needNumber = must(readNumber);
  const billing = asOneOf<Billing>("billed", "unbilled", "unknown");
  const attempt = asObject<Attempt>({
    startedAt: must(readDate),
    durationMs: needNumber,
    waitedMs: needNumber,
    httpStatus: readNumber,
    code: readNumber,
    billing,
    mayHaveBeenResent: readTrue,
    isUnsent: readTrue,
  });
  const details: Readers<PlainDetails> = {
    message: needText,
    retryable: readTrue,
    meta: asObject<Meta>({
      operation: needText,
      callId: readText,
      label: readText,
      headers: readTexts,
      requestId: readText,
      recordTime: readText,
      isRounded: readTrue,
      httpStatus: readNumber,
      billing,
      attempts: asList(attempt),
      cached: (value) => value === true,
      ageMs: readNumber,
    }),
  };
  const budgetScope: Readers<BudgetScope> = {
    name: readText,
    window: (value) => (value === "process" || value === "call" ? value : undefined),
    day: readText,
    since: readDate,
    label: (value) => (value === undefined ? value : (readText(value) ?? readMembers(value, { prefix: needText }))),
  };
  const amounts = asObject<BudgetAmounts>({ calls: readNumber, cost: readText });

  function form<Facts extends object>(
    ErrorClass: new (message: string, own: ErrorDetails & Facts) => AnyJustOneError,
    facts: Readers<Facts>,
  ): (plain: unknown) => AnyJustOneError {
    return (plain) => {
      const { message, ...own } = readMembers(plain, details);
      return new ErrorClass(message, { ...readMembers(plain, facts), ...own });
    };
  }

  const forms = {
    aborted: form(AbortedError, {}),
    api: form<ApiFacts>(ApiError, {
      code: needNumber,
      vendorMessage: readText,
      retryAfterMs: readNumber,
      resetsAt: readDate,
    }),
    budget: form<BudgetFacts>(BudgetError, {
      scope: (value) => readMembers(value ?? {}, budgetScope),
      limit: amounts,
      spent: amounts,
      reserved: amounts,
    }),
    config: form<ConfigFacts>(ConfigError, { inDoubt: readTrue }),
    mismatch: form<MismatchFacts>(MismatchError, {
      mismatches: asList(asObject<Mismatch>({ path: needText, expected: needText, actual: needText })),
    }),
    protocol: form<ProtocolFacts>(ProtocolError, {
      reason: asOneOf("not-json", "no-envelope", "too-large", "redirect"),
    }),
    timeout: form<TimeoutFacts>(TimeoutError, {
      scope: asOneOf("attempt", "deadline", "signal"),
      limitMs: needNumber,
    }),
    transport: form<TransportFacts>(TransportError, { phase: asOneOf("connect", "sent", "body"), code: readCode }),
    upstream: form<UpstreamFacts>(UpstreamError, { statusCode: readScalar, statusMessage: readText }),
    validation: form<ValidationFacts>(ValidationError, {
      issues: asList(asObject<ValidationIssue>({ path: needText, message: needText })),
    }),
  };
  // Safe: the names are those of the forms.
  const kinds = Object.keys(forms) as (keyof typeof forms)[];
  const kind = asOneOf(...kinds);
  return { ...forms, readKind: (plain) => readMembers(plain, { kind }).kind };
}

/** What the plain forms of all kinds hold. */
interface PlainDetails {
  readonly message: string;
  readonly retryable?: true;
  readonly meta: Meta;
}

function readCode(value: unknown): string | undefined {
  return typeof value === "string" && isSystemCode(value) ? value : undefined;
}
