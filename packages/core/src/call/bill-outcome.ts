import type { Billing } from "../billing.ts";
import type { AttemptOutcome } from "./run-attempt.ts";

/** What an attempt cost. */
export function billOutcome(outcome: AttemptOutcome): Billing {
  if (outcome.ok && outcome.isUnsure) return "unknown";
  if (outcome.ok) return outcome.unsent ? "unbilled" : "billed";
  return outcome.failure.billing;
}
