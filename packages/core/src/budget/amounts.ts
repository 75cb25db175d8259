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
  const calls = sum.spentCalls + sum.reservedCalls + 1;
  const cost = sum.spentCost + sum.reservedCost + (parseMoney(entry.cost) ?? 0n);
  const maxCost = parseMoney(limit.maxCost);
  return calls > (limit.maxCalls ?? Infinity) || (maxCost !== undefined && cost > maxCost);
}

/** Counts an entry into each sum, or with `-1` out of it. */
export function addEntry(
  sums: readonly Amounts[],
  change: { kind: "spent" | "reserved"; entry: LedgerEntry; sign: 1 | -1 },
): void {
  const { kind, entry, sign } = change;
  const cost = (parseMoney(entry.cost) ?? 0n) * BigInt(sign);
  for (const sum of sums) {
    sum[`${kind}Calls`] += sign;
    sum[`${kind}Cost`] += cost;
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
