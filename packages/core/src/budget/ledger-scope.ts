import { shanghaiDay } from "../time/shanghai.ts";
import type { LabelScope, LedgerEntry, LedgerScope } from "./ledger.ts";

export const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Where the entries of a scope are found. */
export interface ScopeFilter {
  /** The minute that the counting begins with, in epoch milliseconds; absent where days tell enough, or all there is. */
  readonly from: number | undefined;
  readonly has: (place: Pick<LedgerEntry, "day" | "label">) => boolean;
}

export function readScope(scope: LedgerScope): ScopeFilter {
  const { since } = scope;
  if (since === undefined) return { from: undefined, has: (place) => isInScope(scope, place) };
  // Callers without types may have a text. What is no time has always been: then everything counts.
  const ms = new Date(since).getTime() || 0;
  if (ms > Date.now() - dayMs) return { from: toMinute(ms), has: (place) => isInScope(scope, place) };
  const fromDay = shanghaiDay(ms);
  return { from: undefined, has: (place) => place.day >= fromDay && isInScope(scope, place) };
}

/**
 * Whether an entry is within a scope's day and label, for a ledger of your own: `reserve` holds an entry to those of its limits
 * that it is in. `since` is not looked at, for only the ledger knows when an entry was reserved.
 *
 * @example
 * ```ts
 * const own = limits.filter((limit) => isInScope(limit, entry));
 * ```
 */
export function isInScope({ day, label }: LedgerScope, place: Pick<LedgerEntry, "day" | "label">): boolean {
  return (day === undefined || day === place.day) && isOfLabel(label, place.label);
}

export function isOfLabel(scope: LabelScope | undefined, label: string): boolean {
  return typeof scope === "object" ? label.startsWith(scope.prefix) : scope === undefined || scope === label;
}

export function toMinute(ms: number): number {
  return ms - (ms % minuteMs);
}

/** Minutes are told apart for a day, and kept for one more, as a clock may be a day off; this is the last that nobody asks for any more. */
export function findForgottenMinute(): number {
  return toMinute(Date.now() - 2 * dayMs) - minuteMs;
}
