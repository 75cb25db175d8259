import type { ComparedMeasure } from "@just-one/core/xingtu";
import { memo } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { formatNumber } from "../table/format-number.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { LoadedCreator } from "./loaded-creator.ts";
import { shortenId } from "./shorten-id.ts";

interface Bar {
  readonly id: string;
  /** The peer groups, such as 剧情搞笑; empty when the vendor named none. */
  readonly label: string;
  /** Percent of peers beaten. */
  readonly engagement: number | undefined;
  readonly completion: number | undefined;
}

/** More would be a picture nobody looks at to its end; the table has them all. */
const mostBars = 30;
const width = 640;
const line = { height: 40, left: 90, right: 570 };

/** How many of their peers creators beat, a pair of bars each. */
export const PeersChart: React.NamedExoticComponent<{ readonly creators: readonly LoadedCreator[] }> = memo(
  function PeersChart({ creators }) {
    const { messages, language } = useMessages();
    const { charts, fields } = messages;
    const bars = creators.map(readBar).filter(({ engagement, completion }) => (engagement ?? completion) !== undefined);
    const drawn = bars.slice(0, mostBars);
    const format = (value: number | undefined): string =>
      value === undefined ? "–" : `${formatNumber(value, 1, language)} %`;
    const place = (percent: number): number => (percent / 100) * (line.right - line.left);

    return (
      <ChartFrame
        title={charts.peersTitle}
        note={bars.length > mostBars ? `${charts.peersNote} ${charts.peersMore(mostBars)}` : charts.peersNote}
        data={{
          header: [messages.creator, fields.engagementPeers, fields.completionPeers],
          lines: bars.map(({ id, engagement, completion }) => [id, format(engagement), format(completion)]),
        }}
        picture={{
          name: "peers-beaten",
          width,
          height: 30 + drawn.length * line.height,
          content: (
            <>
              <rect className="bar" x={line.left} y={6} width={12} height={12} />
              <text className="tick" x={line.left + 18} y={16}>
                {fields.engagementRate}
              </text>
              <rect className="bar second" x={line.left + 150} y={6} width={12} height={12} />
              <text className="tick" x={line.left + 168} y={16}>
                {fields.completionRate}
              </text>
              {drawn.map(({ id, label, engagement, completion }, index) => (
                <g key={id} transform={`translate(0 ${30 + index * line.height})`}>
                  <text className="mark" x={line.left - 8} y={14} textAnchor="end">
                    {shortenId(id)}
                  </text>
                  <text className="tick" x={line.left - 8} y={28} textAnchor="end">
                    {label}
                  </text>
                  <line className="grid" x1={line.left} x2={line.right} y1={33} y2={33} />
                  {[engagement, completion].map((value, row) =>
                    value === undefined ? null : (
                      <g
                        key={row === 0 ? "engagement" : "completion"}
                        transform={`translate(${line.left} ${row * 15})`}
                      >
                        <rect className={row === 0 ? "bar" : "bar second"} width={place(value)} height={13} />
                        <text className="tick" x={place(value) + 5} y={11}>
                          {format(value)}
                        </text>
                      </g>
                    ),
                  )}
                </g>
              ))}
            </>
          ),
        }}
      />
    );
  },
);

function readBar({ id, spread }: LoadedCreator): Bar {
  return {
    id,
    label: (spread.engagementRate?.peers?.label ?? spread.completionRate?.peers?.label ?? "").slice(0, 6),
    engagement: readShare(spread.engagementRate),
    completion: readShare(spread.completionRate),
  };
}

/** Percent; absent where the vendor's number can be no share. */
function readShare(measure: ComparedMeasure | undefined): number | undefined {
  const share = measure?.peers?.beaten?.value;
  return typeof share === "number" && share >= 0 && share <= 1 ? share * 100 : undefined;
}
