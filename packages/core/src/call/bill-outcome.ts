import type { Billing } from "../billing.ts";
import type { AttemptOutcome } from "./run-attempt.ts";

/** What an attempt cost. */
export function billOutcome(outcome: AttemptOutcome): Billing {
  if (!outcome.ok) return outcome.failure.billing;
  if (outcome.unsent) return "unbilled";
  return outcome.isUnsure ? "unknown" : "billed";
}
