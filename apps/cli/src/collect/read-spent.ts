import { type Board, type ItemState, multiplyPrice, type RunPlan } from "@just-one/collector";
import type { UsageRow } from "@just-one/core";

/** What a run has spent by day in Shanghai, as the account of the other commands has it. */
export async function readSpent(board: Board, plan: RunPlan, since: Date = new Date(0)): Promise<readonly UsageRow[]> {
  const days = new Map<string, { spent: number; unknown: number }>();
  const count = (at: number, what: "spent" | "unknown", calls: number): void => {
    if (at < since.getTime() || calls === 0) return;
    const day = toDay(at);
    const sums = days.get(day) ?? { spent: 0, unknown: 0 };
    sums[what] += calls;
    days.set(day, sums);
  };
  let counted = 0;
  for (let after = 0; ;) {
    const items = await board.listItems(after, 1000, paidStates);
    if (items.length === 0) break;
    for (const { state, settledAt, sentAt } of items) {
      const isSpent = state === "billed" || state === "lost";
      if (isSpent) counted += 1;
      count(settledAt ?? sentAt ?? plan.createdAt, isSpent ? "spent" : "unknown", 1);
    }
    after = items.at(-1)?.seq ?? after;
  }
  // Of requests that a person had sent again, the board keeps their number only.
  const { spentCalls } = await board.readTotals();
  count(plan.createdAt, "spent", Math.max(0, spentCalls - counted));
  return [...days].map(([day, { spent, unknown }]) => ({
    operation: plan.operation,
    label: "collect",
    day,
    spentCalls: spent,
    spentCost: multiplyPrice(plan.price ?? "0", spent),
    reservedCalls: unknown,
    reservedCost: multiplyPrice(plan.price ?? "0", unknown),
    unknownCalls: unknown,
  }));
}

const paidStates: readonly ItemState[] = ["billed", "lost", "unknown", "sent"];

function toDay(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
}
