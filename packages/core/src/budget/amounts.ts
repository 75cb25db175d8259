import type { Billing } from "../billing.ts";
import type { LedgerEntry, LedgerLimit, LedgerTotals } from "./ledger.ts";
import { formatMoney, type Money, parseMoney } from "./money.ts";

/** `LedgerTotals` to calculate with. */
export interface Amounts {
  /** Billed requests. */
  spentCalls: number;
  /** Under way, or ended with unknown billing. */
  reservedCalls: number;
  /** What the billed ones cost. */
  spentCost: Money;
  /** What the reserved ones may cost. */
  reservedCost: Money;
}

export function createAmounts(): Amounts {
  return { spentCalls: 0, reservedCalls: 0, spentCost: 0n, reservedCost: 0n };
}

/** Whether one more entry would pass the limit. */
export function exceeds(sum: Amounts, entry: LedgerEntry, limit: LedgerLimit): boolean {
  if (sum.spentCalls + sum.reservedCalls + 1 > (limit.maxCalls ?? Infinity)) return true;
  const maxCost = parseMoney(limit.maxCost);
  return maxCost !== undefined && sum.spentCost + sum.reservedCost + (parseMoney(entry.cost) ?? 0n) > maxCost;
}

/** Counts an entry as reserved in each sum. */
export function reserveIn(sums: readonly Amounts[], entry: LedgerEntry): void {
  const cost = parseMoney(entry.cost) ?? 0n;
  for (const sum of sums) {
    sum.reservedCalls += 1;
    if (cost !== 0n) sum.reservedCost += cost; // every bigint is an allocation
  }
}

/** Takes a reserved entry out of each sum, and counts it as spent if it was billed; one of unknown billing stays. */
export function settleIn(sums: readonly Amounts[], entry: LedgerEntry, billing: Billing): void {
  if (billing === "unknown") return;
  const cost = parseMoney(entry.cost) ?? 0n;
  for (const sum of sums) {
    sum.reservedCalls -= 1;
    if (cost !== 0n) sum.reservedCost -= cost;
    if (billing === "unbilled") continue;
    sum.spentCalls += 1;
    if (cost !== 0n) sum.spentCost += cost;
  }
}

export function toTotals({ spentCalls, reservedCalls, spentCost, reservedCost }: Amounts): LedgerTotals {
  return { spentCalls, reservedCalls, spentCost: formatMoney(spentCost), reservedCost: formatMoney(reservedCost) };
}

/** Adds to the first, and returns it. */
export function addAmounts(sum: Amounts, more: Amounts): Amounts {
  sum.spentCalls += more.spentCalls;
  sum.reservedCalls += more.reservedCalls;
  sum.spentCost += more.spentCost;
  sum.reservedCost += more.reservedCost;
  return sum;
}

/** What `toTotals` has written. */
export function parseTotals({ spentCalls, reservedCalls, spentCost, reservedCost }: LedgerTotals): Amounts {
  return {
    spentCalls,
    reservedCalls,
    spentCost: parseMoney(spentCost) ?? 0n,
    reservedCost: parseMoney(reservedCost) ?? 0n,
  };
}
