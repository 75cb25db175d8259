import { type Billing, readOutcome } from "./read-outcome.ts";

/** What a matcher of vitest or Jest returns. */
export interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Judges what a call cost: a success, a result, an error, or a line of a fault server's ledger. */
export function toBeBilled(received: unknown, expected: Billing = "billed"): Verdict {
  const { billing } = readOutcome(received);
  const found = billing ?? "no outcome of a call: it tells of no billing";
  return {
    pass: billing === expected,
    message: () =>
      billing === expected
        ? `expected the call not to be ${describe(expected)}`
        : `expected the call to be ${describe(expected)}, but it is ${billing === undefined ? found : describe(billing)}`,
  };
}

/** Judges whether a call failed with one of the business codes: a result or an error. */
export function toFailWithCode(received: unknown, ...codes: readonly number[]): Verdict {
  const { isFailure, code, kind, billing } = readOutcome(received);
  const pass = isFailure && code !== undefined && codes.includes(code);
  const wanted = `code ${codes.join(" or ")}`;
  let found = "it is no outcome of a call";
  if (code !== undefined) found = `it failed with code ${code}`;
  else if (kind !== undefined) found = `it failed without a code (${kind})`;
  else if (billing !== undefined) found = "it succeeded";
  return {
    pass,
    message: () =>
      pass ? `expected the call not to fail with ${wanted}` : `expected the call to fail with ${wanted}, but ${found}`,
  };
}

function describe(billing: Billing): string {
  return billing === "unknown" ? "of unknown billing" : billing;
}
