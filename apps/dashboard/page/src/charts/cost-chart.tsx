import type { CostBand } from "@just-one/core/xingtu";
import { memo, useMemo, useState } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { formatNumber } from "../table/format-number.ts";
import { BubbleCover } from "./bubble-cover.tsx";
import { BubblePicture } from "./bubble-picture.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { layOutBubbles } from "./lay-out-bubbles.ts";
import type { LoadedCreator } from "./loaded-creator.ts";
import { readBubbles } from "./read-bubbles.ts";

export interface CostChartProps {
  readonly creators: readonly LoadedCreator[];
  readonly band: CostBand;
  readonly activeId: string | undefined;
  readonly onActivate: (id: string) => void;
}

const height = 420;
/** With more, most lie close together at the bottom left. */
const manyBubbles = 50;

/** Cost against engagement; the area of a bubble is the median plays. */
export const CostChart: React.NamedExoticComponent<CostChartProps> = memo(function CostChart(props) {
  const { creators, band, activeId, onActivate } = props;
  const { messages, language } = useMessages();
  const { charts, fields, units } = messages;
  const [wantsLogarithm, setWantsLogarithm] = useState<boolean>();
  const bubbles = useMemo(() => readBubbles(creators, band), [creators, band]);
  const isLogarithmic = wantsLogarithm ?? bubbles.length > manyBubbles;
  const layOut = useMemo(() => {
    let last: { readonly width: number; readonly layout: ReturnType<typeof layOutBubbles> } | undefined;
    return (width: number) => {
      if (last?.width !== width) last = { width, layout: layOutBubbles({ bubbles, width, height, isLogarithmic }) };
      return last.layout;
    };
  }, [bubbles, isLogarithmic]);
  const format = (value: number): string => formatNumber(value, 2, language);
  const costName = `CPM ${charts.bands[band]} (${units.yuan})`;
  const engagementName = `${fields.engagementRate} (%)`;

  return (
    <ChartFrame
      title={charts.costTitle}
      note={charts.costNote}
      controls={
        <label className="tick">
          <input type="checkbox" checked={isLogarithmic} onChange={({ target }) => setWantsLogarithm(target.checked)} />{" "}
          {charts.logarithmic}
        </label>
      }
      data={{
        header: [messages.creator, costName, engagementName, fields.medianPlays],
        lines: creators.flatMap(({ id, title }) => {
          const bubble = bubbles.find((each) => each.id === id);
          if (bubble === undefined) return [];
          const { cost, engagement, plays } = bubble;
          return [[title, format(cost), format(engagement), formatNumber(plays, 0, language)] as const];
        }),
      }}
      picture={{
        name: "cost-against-engagement",
        height,
        draw: (width) => <BubblePicture layout={layOut(width)} costName={costName} engagementName={engagementName} />,
        cover: (width) => <BubbleCover layout={layOut(width)} activeId={activeId} onActivate={onActivate} />,
      }}
    />
  );
});
