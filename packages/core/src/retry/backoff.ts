import type { RetryRule } from "../envelope/business-codes.ts";
import type { RetryOptions } from "./retry-options.ts";

export interface BackoffRequest {
  readonly rule: RetryRule;
  readonly options: RetryOptions;
  /** 1 before the first retry. */
  readonly retryNumber: number;
  /** What the vendor asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** A number in [0, 1). */
  readonly random: number;
}

/** Milliseconds to wait before a retry (exponential backoff, full jitter), or `undefined` when that is too long. */
export function computeBackoff(request: BackoffRequest): number | undefined {
  const { rule, options, retryNumber, retryAfterMs, random } = request;
  const capMs = options.capMs ?? 30_000;
  const baseMs = options.baseMs ?? rule.baseMs;
  const floorMs = rule.floorMs > 0 ? baseMs : 0;
  const doublings = Math.min(retryNumber - 1, 50); // beyond any cap, and short of infinity, which times 0 is no number
  const backoffMs = Math.min(capMs, floorMs + random * baseMs * 2 ** doublings);
  if (retryAfterMs === undefined) return backoffMs;
  if (retryAfterMs > (options.capMs ?? (rule.floorMs > 0 ? hourMs : capMs))) return undefined;
  // A vendor that says "now" again and again does not mean it.
  const askedMs = retryNumber > 2 && retryAfterMs < 1000 ? Math.max(retryAfterMs, backoffMs) : retryAfterMs;
  // All who were refused together were told the same; they need not come back together.
  return rule.floorMs > 0 ? askedMs + random * Math.min(askedMs / 10, 5000) : askedMs;
}

// The longest of the vendor's limits of a rate, which are those with a floor.
const hourMs = 3_600_000;
