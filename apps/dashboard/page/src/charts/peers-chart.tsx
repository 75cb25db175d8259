import type { ComparedMeasure } from "@just-one/core/xingtu";
import { memo } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { formatNumber } from "../table/format-number.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { LoadedCreator } from "./loaded-creator.ts";
import { PeersPanel } from "./peers-panel.tsx";

/** More would be a picture nobody looks at to its end; the table has them all. */
const mostBars = 12;
const [lineHeight, head, gap, narrow] = [28, 48, 40, 640] as const;

/** How many of their peers creators beat, in engagement and in completion, the best first. */
export const PeersChart: React.NamedExoticComponent<{ readonly creators: readonly LoadedCreator[] }> = memo(
  function PeersChart({ creators }) {
    const { messages, language } = useMessages();
    const { charts, fields } = messages;
    const shares = creators
      .map((creator) => {
        const { engagementRate, completionRate } = creator.spread;
        return { creator, engagement: readShare(engagementRate), completion: readShare(completionRate) };
      })
      .filter(({ engagement, completion }) => (engagement ?? completion) !== undefined);
    const format = (value: number | undefined): string =>
      value === undefined ? "–" : `${formatNumber(value, 1, language)} %`;
    const panels = (["engagement", "completion"] as const).map((name) => ({
      title: name === "engagement" ? fields.engagementRate : fields.completionRate,
      bars: shares
        .flatMap(({ creator, [name]: share }) => (share === undefined ? [] : [{ ...creator, share }]))
        .toSorted((a, b) => b.share - a.share)
        .slice(0, mostBars),
    }));
    const tall = Math.max(...panels.map(({ bars }) => bars.length)) * lineHeight + head;

    return (
      <ChartFrame
        title={charts.peersTitle}
        note={shares.length > mostBars ? `${charts.peersNote} ${charts.peersMore(mostBars)}` : charts.peersNote}
        data={{
          header: [messages.creator, fields.engagementPeers, fields.completionPeers],
          lines: shares.map(({ creator, engagement, completion }) => [
            creator.title,
            format(engagement),
            format(completion),
          ]),
        }}
        picture={{
          name: "peers-beaten",
          isWide: true,
          height: (width) => (width < narrow ? 2 * tall : tall),
          draw: (width) => {
            const isNarrow = width < narrow;
            const panelWidth = isNarrow ? width : (width - gap) / 2;
            return panels.map(({ title, bars }, index) => {
              const [left, top] = isNarrow ? [0, index * tall] : [index * (panelWidth + gap), 0];
              return (
                <g key={title} transform={`translate(${left} ${top})`} className={index === 0 ? "first" : "second"}>
                  <PeersPanel title={title} bars={bars} width={panelWidth} lineHeight={lineHeight} top={head} />
                </g>
              );
            });
          },
        }}
      />
    );
  },
);

/** Percent; absent where the vendor's number can be no share. */
function readShare(measure: ComparedMeasure | undefined): number | undefined {
  const share = measure?.peers?.beaten?.value;
  return typeof share === "number" && share >= 0 && share <= 1 ? share * 100 : undefined;
}
