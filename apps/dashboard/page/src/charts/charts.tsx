import { type CostBand, compareSpreads, compareWindows } from "@just-one/core/xingtu";
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
  /** The length of video whose costs are drawn. */
  readonly band: CostBand;
  /** The shortlist, whose first ones are in the radar chart; none: the first of all. */
  readonly chosen: ReadonlySet<string>;
  /** The creator that is looked at. */
  readonly activeId: string | undefined;
  readonly onActivate: (id: string) => void;
  readonly onRetry: (ids: readonly string[]) => void;
}

/** Everything below the table. */
export const Charts: React.NamedExoticComponent<ChartsProps> = memo(function Charts(props) {
  const { rows, choice, band, chosen, activeId, onActivate, onRetry } = props;
  const { messages } = useMessages();
  const creators = useMemo(() => listLoaded(rows), [rows]);
  return (
    <section className="charts">
      <h2>{messages.charts.title}</h2>
      <CostChart creators={creators} band={band} activeId={activeId} onActivate={onActivate} />
      {/* One creator alone has nobody to be compared with. */}
      {creators.length > 1 && <RadarChart creators={creators} chosen={chosen} band={band} />}
      <PeersChart creators={creators} />
      <ChangesTable
        title={messages.charts.rangeTitle}
        note={messages.charts.rangeNote}
        compare={compareWindows}
        rows={rows}
        pickOther={({ otherRange }) => otherRange}
        isOtherFirst={choice.range === "DAY_90"}
        ends={[messages.ranges.DAY_90, messages.ranges.DAY_30]}
        band={band}
        name="windows"
        onRetry={onRetry}
      />
      <ChangesTable
        title={messages.charts.typeTitle}
        note={messages.charts.typeNote}
        compare={compareSpreads}
        rows={rows}
        pickOther={({ otherType }) => otherType}
        isOtherFirst={choice.type === "XINTU_VIDEO"}
        ends={[messages.types.PERSONAL_VIDEO, messages.types.XINTU_VIDEO]}
        band={band}
        name="kinds-of-video"
        onRetry={onRetry}
      />
    </section>
  );
});
