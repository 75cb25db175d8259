import type { BaseOptions } from "../base-options.ts";
import { findNumberProblem } from "../check-numbers.ts";
import { leastRetry } from "../retry/retry-options.ts";

/** Says which of the numbers among a client's or a call's options cannot work; `undefined` when all of them can. */
export function findOptionProblem(options: Partial<BaseOptions>): string | undefined {
  const problem = findNumberProblem("", options, {
    timeoutMs: 1,
    // May have passed already, as when a caller passes what is left of its own.
    deadlineMs: -Infinity,
    maxResponseBytes: 1,
  });
  if (problem !== undefined || options.retry === undefined || options.retry === false) return problem;
  return findNumberProblem("retry.", options.retry, leastRetry);
}
