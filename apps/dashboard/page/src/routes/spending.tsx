import { useState } from "react";
import { useSession } from "../api/use-session.ts";
import { type ChartData, DataTable } from "../charts/data-table.tsx";
import { useMessages } from "../messages/use-messages.ts";
import { type Grouping, groupings, type SpendingSum, sumSpending } from "../spending/sum-spending.ts";
import { BudgetCard } from "../spending/budget-card.tsx";
import { UnknownCalls } from "../spending/unknown-calls.tsx";
import { useSpending } from "../spending/use-spending.ts";
import { formatNumber } from "../table/format-number.ts";

/** What was spent, by whom, when and for what; and what nobody knows yet. */
export function Spending(): React.ReactElement {
  const { messages, language } = useMessages();
  const { session } = useSession();
  const { spending, hasFailed, isSettling, settle } = useSpending();
  const [grouping, setGrouping] = useState<Grouping>("day");
  const words = messages.spending;
  const sums = spending === undefined ? [] : sumSpending(spending.rows, grouping);
  const format = (calls: number): string => (calls === 0 ? "–" : formatNumber(calls, 0, language));
  const hasCosts = sums.some(({ cost }) => cost !== undefined);
  const toLine = ({ name, billed, unknown, underWay, cost }: SpendingSum): ChartData["lines"][number] => {
    const calls = [billed, unknown, underWay].map(format);
    const costs = hasCosts ? [cost === undefined ? "–" : formatNumber(cost, 2, language)] : [];
    return [name === "" ? words.nobody : name, ...calls, ...costs];
  };
  return (
    <section className="spending">
      <h2>{messages.routes.spending}</h2>
      {hasFailed && (
        <p className="warning" role="alert">
          {words.failed}
        </p>
      )}
      {session?.mode === "mock" && <p className="card part">{words.mock}</p>}
      {spending !== undefined && spending.budgets.length > 0 && (
        <div className="budgets">
          {spending.budgets.map((budget) => (
            <BudgetCard key={budget.name} budget={budget} />
          ))}
        </div>
      )}
      {spending !== undefined && session?.mode === "live" && (
        <>
          <fieldset className="segments">
            <legend>{words.by}</legend>
            {groupings.map((each) => (
              <label key={each}>
                <input type="radio" name="grouping" checked={each === grouping} onChange={() => setGrouping(each)} />
                <span>{words.names[each]}</span>
              </label>
            ))}
          </fieldset>
          {sums.length === 0 ? (
            <p className="card part">{words.nothing}</p>
          ) : (
            <div className="card">
              <DataTable
                title={words.sums}
                data={{
                  header: [
                    words.names[grouping],
                    words.billed,
                    words.unknown,
                    words.underWay,
                    ...(hasCosts ? [words.cost] : []),
                  ],
                  lines: sums.map(toLine),
                }}
              />
              {hasCosts && <p className="hint part">{words.costNote}</p>}
            </div>
          )}
          <div className="card part">
            <h3>{words.unknownTitle}</h3>
            <UnknownCalls calls={spending.unknown} isSettling={isSettling} onSettle={settle} />
          </div>
        </>
      )}
    </section>
  );
}
