import { memo, useMemo } from "react";
import type { Choice } from "../creators/choice.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ChangesTable, type ChangesTableProps } from "./changes-table.tsx";
import { CostChart } from "./cost-chart.tsx";
import { listLoaded } from "./loaded-creator.ts";
import { PeersChart } from "./peers-chart.tsx";
import { RadarChart } from "./radar-chart.tsx";

export interface ChartsProps {
  readonly rows: readonly CreatorRow[];
  readonly choice: Choice;
  /** Creators in the radar chart; none: the first ones. */
  readonly chosen: ReadonlySet<string>;
}

/** Everything below the table. */
export const Charts: React.NamedExoticComponent<ChartsProps> = memo(function Charts({ rows, choice, chosen }) {
  const { messages } = useMessages();
  const creators = useMemo(() => listLoaded(rows), [rows]);
  const is30 = choice.range === "DAY_30";
  const isPersonal = choice.type === "PERSONAL_VIDEO";
  const pickRanges: ChangesTableProps["pick"] = (row) => order(is30, row.state, row.otherRange);
  const pickTypes: ChangesTableProps["pick"] = (row) => order(isPersonal, row.state, row.otherType);
  return (
    <section className="charts">
      <h2>{messages.charts.title}</h2>
      <ChangesTable title={messages.charts.rangeTitle} rows={rows} pick={pickRanges} />
      <ChangesTable title={messages.charts.typeTitle} rows={rows} pick={pickTypes} />
      <CostChart creators={creators} />
      <RadarChart creators={creators} chosen={chosen} />
      <PeersChart creators={creators} />
    </section>
  );
});

function order<T>(isFirst: boolean, main: T, other: T): readonly [T, T] {
  return isFirst ? [main, other] : [other, main];
}
