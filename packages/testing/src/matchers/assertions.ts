import { AssertionError } from "node:assert";
import { toBeBilled, toFailWithCode, type Verdict } from "./matchers.ts";
import type { Billing } from "./read-outcome.ts";

/**
 * Asserts what a call cost, for tests without vitest: give it a success, a result, an error, or a line of a ledger.
 *
 * @param expected @default `"billed"`
 * @throws AssertionError of `node:assert`
 */
export function assertBilled(outcome: unknown, expected: Billing = "billed"): void {
  assertVerdict(toBeBilled(outcome, expected), assertBilled);
}

/**
 * Asserts that a call failed with one of the business codes, for tests without vitest: give it a result or an error.
 *
 * @throws AssertionError of `node:assert`
 */
export function assertFailedWithCode(outcome: unknown, ...codes: readonly number[]): void {
  assertVerdict(toFailWithCode(outcome, ...codes), assertFailedWithCode);
}

function assertVerdict({ pass, message }: Verdict, stackStartFn: (outcome: unknown) => void): void {
  if (!pass) throw new AssertionError({ message: message(), stackStartFn });
}
