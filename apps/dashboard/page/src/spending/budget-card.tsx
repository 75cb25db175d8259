import type { BudgetLine } from "../../../src/shared/spending.ts";
import { useMessages } from "../messages/use-messages.ts";
import { formatNumber } from "../table/format-number.ts";

/** How much of a budget is spent: in calls, in money, or in both where it limits both. */
export function BudgetCard({ budget }: { budget: BudgetLine }): React.ReactElement {
  const { messages, language } = useMessages();
  const words = messages.spending;
  const { name, maxCalls, spentCalls, maxCost, spentCost = 0 } = budget;
  // What is nearer to its end is what people must know.
  const share = Math.max(toShare(spentCalls, maxCalls), toShare(spentCost, maxCost));
  return (
    <p className="card budget">
      <label>
        <span>{name === "today" ? words.today : name}</span>{" "}
        {(maxCalls ?? maxCost) !== undefined && (
          <meter className={share > 0 ? "spent" : undefined} min={0} max={1} value={share} />
        )}
      </label>{" "}
      <span className="hint">
        {maxCalls === undefined ? words.spent(spentCalls) : words.spentOf(spentCalls, maxCalls)}
      </span>
      {maxCost !== undefined && (
        <span className="hint">
          {words.spentCost(formatNumber(spentCost, 2, language), formatNumber(maxCost, 2, language))}
        </span>
      )}
    </p>
  );
}

function toShare(spent: number, most = Infinity): number {
  return spent > 0 ? Math.min(1, spent / most) : 0;
}
