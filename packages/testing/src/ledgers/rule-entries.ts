import type { LedgerRuleEntry, LedgerRuleLimit, LedgerRuleTotals, LedgerUnderTest } from "./ledger-under-test.ts";

/** An entry of 0.15 on one day of one operation, without a label. */
export function createEntry(id: string, change: Partial<LedgerRuleEntry> = {}): LedgerRuleEntry {
  return { id, operation: "GET /a", label: "", day: "2026-11-24", cost: "0.15", ...change };
}

/** A row of usage for such entries. */
export function createRow(change: object = {}): object {
  const { operation, label, day } = createEntry("");
  return { operation, label, day, ...noTotals, unknownCalls: 0, ...change };
}

export const noTotals: LedgerRuleTotals = { spentCalls: 0, reservedCalls: 0, spentCost: "0", reservedCost: "0" };

/** Reserves entries with the ids from 1 on, without limits. */
export async function reserveAll(ledger: LedgerUnderTest, changes: readonly Partial<LedgerRuleEntry>[]): Promise<void> {
  for (const [index, change] of changes.entries()) await ledger.reserve(createEntry(`${index + 1}`, change), []);
}

/** Whether the ledger takes one more such entry under the limits; takes it. */
export async function takes(
  ledger: LedgerUnderTest,
  limits: readonly LedgerRuleLimit[],
  change: Partial<LedgerRuleEntry> = {},
): Promise<boolean> {
  return (await ledger.reserve(createEntry(`one more ${(count += 1)}`, change), limits)) === undefined;
}

let count = 0;
