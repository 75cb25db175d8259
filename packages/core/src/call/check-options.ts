import type { BaseOptions } from "../base-options.ts";

/** Says which of the numbers among the options cannot work; `undefined` when all of them can. */
export function findOptionProblem(options: Partial<BaseOptions>): string | undefined {
  const { timeoutMs, deadlineMs, maxResponseBytes } = options;
  const retry = options.retry === false ? {} : (options.retry ?? {});
  const lowest = [
    ["timeoutMs", timeoutMs, Number.MIN_VALUE],
    // May have passed already, as when a caller passes what is left of its own.
    ["deadlineMs", deadlineMs, -Infinity],
    ["maxResponseBytes", maxResponseBytes, 1],
    ["retry.maxAttempts", retry.maxAttempts, 1],
    ["retry.baseMs", retry.baseMs, 0],
    ["retry.capMs", retry.capMs, 0],
  ] as const;
  for (const [name, value, least] of lowest) {
    if (value === undefined || (typeof value === "number" && value >= least)) continue;
    return `\`${name}\` must be a number${least === 0 ? " of 0 or more" : least > 0 ? " above 0" : ""}`;
  }
  return undefined;
}
