import type { BaseOptions } from "../base-options.ts";
import { findNumberProblem } from "../check-numbers.ts";

/** Says which of the numbers among a client's or a call's options cannot work; `undefined` when all of them can. */
export function findOptionProblem(options: Partial<BaseOptions>): string | undefined {
  const retry = options.retry === false ? {} : (options.retry ?? {});
  return (
    findNumberProblem("", options, {
      timeoutMs: { from: 1 },
      // May have passed already, as when a caller passes what is left of its own.
      deadlineMs: { from: -Infinity },
      maxResponseBytes: { from: 1 },
    }) ??
    findNumberProblem("retry", retry, {
      maxAttempts: { from: 1 },
      baseMs: { from: 0 },
      capMs: { from: 0 },
    })
  );
}
