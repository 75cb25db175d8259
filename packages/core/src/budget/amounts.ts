import type { LedgerEntry, LedgerLimit, LedgerTotals } from "./ledger.ts";
import { formatMoney, type Money, parseMoney } from "./money.ts";

/** `LedgerTotals` to calculate with. */
export interface Amounts {
  spentCalls: number;
  reservedCalls: number;
  spentCost: Money;
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

/** Counts an entry into each sum, or with `-1` out of it. */
export function addEntry(
  sums: readonly Amounts[],
  change: { kind: "spent" | "reserved"; entry: LedgerEntry; sign: 1 | -1 },
): void {
  const { kind, entry, sign } = change;
  for (const sum of sums) {
    if (kind === "spent") sum.spentCalls += sign;
    else sum.reservedCalls += sign;
  }
  const amount = parseMoney(entry.cost) ?? 0n;
  if (amount === 0n) return; // most clients are told no prices, and every bigint is an allocation
  const cost = sign === 1 ? amount : -amount;
  for (const sum of sums) {
    if (kind === "spent") sum.spentCost += cost;
    else sum.reservedCost += cost;
  }
}

export function toTotals({ spentCalls, reservedCalls, spentCost, reservedCost }: Amounts): LedgerTotals {
  return { spentCalls, reservedCalls, spentCost: formatMoney(spentCost), reservedCost: formatMoney(reservedCost) };
}

export function addTotals(sum: Amounts, totals: LedgerTotals): void {
  sum.spentCalls += totals.spentCalls;
  sum.reservedCalls += totals.reservedCalls;
  sum.spentCost += parseMoney(totals.spentCost) ?? 0n;
  sum.reservedCost += parseMoney(totals.reservedCost) ?? 0n;
}
