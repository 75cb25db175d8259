/**
 * Whether a call was paid for.
 *
 * `billed`: the vendor answered with success. `unbilled`: it provably did not succeed, or never left this machine.
 * `unknown`: it left, and no trustworthy answer came back; it may have been carried out and paid for.
 */
export type Billing = "billed" | "unbilled" | "unknown";

/** What several attempts together cost: one billed attempt makes the call billed, one uncertain one uncertain. */
export function addBilling(sum: Billing, next: Billing): Billing {
  if (sum === "billed" || next === "billed") return "billed";
  return sum === "unknown" ? sum : next;
}
