import type { UsageRow } from "@just-one/core";

/** Calls of the vendor's present day, which begins at midnight in Shanghai, that were billed or may have been. */
export function countToday(rows: readonly UsageRow[], now: Date = new Date()): number {
  const today = now.toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  return rows
    .filter(({ day }) => day === today)
    .reduce((sum, { spentCalls, reservedCalls }) => sum + spentCalls + reservedCalls, 0);
}
