import { writeDeepJson } from "@just-one/encoders";
import { type Client, findBusinessCode, type JustOneError, ApiError } from "@just-one/core";
import type { ToolErrorFacts } from "../results/tool-error.ts";

/** Operations that only a catalog knows. */
export type AnyOperations = Record<string, { params: object; data: unknown }>;

/** What is asked of the vendor. */
export interface VendorQuestion {
  readonly operation: string;
  readonly params: object;
  /** What it stands under in events. */
  readonly label: string;
}

/** What came of it. */
export type VendorAnswer =
  | { readonly billing: "billed" | "unbilled"; readonly json: string; readonly attempts: number }
  | {
      readonly billing: "billed" | "unbilled" | "unknown";
      readonly failure: ToolErrorFacts;
      readonly attempts: number;
    };

/**
 * Asks the vendor, whoever may have gone meanwhile: the client's own signal is not passed on, since a request that is given up is
 * paid for all the same, and its answer lost.
 */
export async function askVendor(
  client: Client<AnyOperations>,
  { operation, params, label }: VendorQuestion,
): Promise<VendorAnswer> {
  const result = await client.try(operation, params, { label });
  const { billing, attempts } = result.meta;
  if (result.ok) {
    // A success that a middleware answered would cost nothing; there is none here, but its word counts.
    return {
      billing: billing === "unbilled" ? "unbilled" : "billed",
      json: writeReply(result.data),
      attempts: attempts.length,
    };
  }
  return { billing: result.error.billing, failure: describeFailure(result.error), attempts: attempts.length };
}

/** Whatever was paid for can be written down: nothing may throw between a reply and the place where it is kept. */
function writeReply(data: unknown): string {
  try {
    return JSON.stringify(data ?? null);
  } catch {
    return writeDeepJson(data, JSON.stringify);
  }
}

const billedWords = { billed: "yes", unbilled: "no", unknown: "unknown" } as const;

/** Tells of core's error in the words of a tool: no address, no token, no body. */
export function describeFailure(error: JustOneError): ToolErrorFacts {
  const billed = billedWords[error.billing];
  const attempts = error.meta.attempts.length;
  const common = { billed, ...(attempts > 0 && { attempts }) };
  if (error.billing === "unknown") {
    return {
      ...common,
      error: "outcome_unknown",
      fix: "operator: compare with the vendor's bill, then just-one-mcp settle",
      say: `${trimName(error)}. It may have been paid for, so it is not sent again.`,
    };
  }
  if (ApiError.is(error)) {
    const row = findBusinessCode(error.code);
    return {
      ...common,
      error: row?.closes === undefined ? "vendor" : "closed",
      code: error.code,
      retry: nameRetry(error),
      fix: nameFix(error.code),
      say:
        row === undefined
          ? `The vendor answered with code ${error.code}.`
          : `${capitalize(row.meaning)}: ${row.advice}.`,
    };
  }
  if (error.kind === "validation") {
    return { ...common, error: "invalid_parameters", fix: "you: correct params", say: trimName(error) };
  }
  return {
    ...common,
    error: "failed",
    retry: error.retryable ? "later" : "no",
    fix: error.retryable ? "wait" : "operator: just-one-mcp doctor tells more",
    say: `${trimName(error)}.`,
  };
}

function nameRetry({ resetsAt, retryable }: ApiError): string {
  if (resetsAt !== undefined) return `after:${resetsAt.toISOString()}`;
  return retryable ? "later" : "no";
}

function nameFix(code: number): string {
  if (code === 400) return "you: correct params";
  if (code === 303) return "wait";
  if ([100, 600, 601, 602].includes(code)) return "operator: the account or its token needs attention";
  return [301, 302, 500, 503].includes(code) ? "wait" : "a person: ask the vendor's support";
}

/** The model knows which operation it called. */
function trimName({ message, meta }: JustOneError): string {
  const told = message.startsWith(meta.operation) ? `the call${message.slice(meta.operation.length)}` : message;
  return capitalize(told.replace(/\.$/, ""));
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
