import { compareSpreads, compareWindows } from "@just-one/core/xingtu";
import { memo, useMemo } from "react";
import type { Choice } from "../creators/choice.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ChangesTable } from "./changes-table.tsx";
import { CostChart } from "./cost-chart.tsx";
import { listLoaded } from "./loaded-creator.ts";
import { PeersChart } from "./peers-chart.tsx";
import { RadarChart } from "./radar-chart.tsx";

export interface ChartsProps {
  readonly rows: readonly CreatorRow[];
  readonly choice: Choice;
  /** Creators in the radar chart; none: the first ones. */
  readonly chosen: ReadonlySet<string>;
  readonly onRetry: (ids: readonly string[]) => void;
}

/** Everything below the table. */
export const Charts: React.NamedExoticComponent<ChartsProps> = memo(function Charts({ rows, choice, chosen, onRetry }) {
  const { messages } = useMessages();
  const creators = useMemo(() => listLoaded(rows), [rows]);
  return (
    <section className="charts">
      <h2>{messages.charts.title}</h2>
      <ChangesTable
        title={messages.charts.rangeTitle}
        note={messages.charts.rangeNote}
        compare={compareWindows}
        rows={rows}
        pickOther={({ otherRange }) => otherRange}
        isOtherFirst={choice.range === "DAY_90"}
        onRetry={onRetry}
      />
      <ChangesTable
        title={messages.charts.typeTitle}
        note={messages.charts.typeNote}
        compare={compareSpreads}
        rows={rows}
        pickOther={({ otherType }) => otherType}
        isOtherFirst={choice.type === "XINTU_VIDEO"}
        onRetry={onRetry}
      />
      <CostChart creators={creators} />
      <RadarChart creators={creators} chosen={chosen} />
      <PeersChart creators={creators} />
    </section>
  );
});
