import type { CostBand } from "@just-one/core/xingtu";
import { memo, useState } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { formatNumber } from "../table/format-number.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { createScale } from "./create-scale.ts";
import type { LoadedCreator } from "./loaded-creator.ts";
import { shortenId } from "./shorten-id.ts";

interface Bubble {
  readonly id: string;
  readonly cost: number;
  /** Percent. */
  readonly engagement: number;
  readonly plays: number;
}

const [width, height] = [640, 420];
const edge = { left: 60, right: 620, top: 32, bottom: 360 };
const [smallest, largest] = [5, 34];
/** More names than these would cover each other; the table below has them. */
const mostNames = 25;

/** Cost against engagement; the area of a bubble is the median plays. */
export const CostChart: React.NamedExoticComponent<{ readonly creators: readonly LoadedCreator[] }> = memo(
  function CostChart({ creators }) {
    const { messages, language } = useMessages();
    const [band, setBand] = useState<CostBand>("upTo60s");
    const { charts, fields, units } = messages;
    const bubbles = creators.flatMap((creator) => readBubble(creator, band));
    const x = createScale({ values: bubbles.map(({ cost }) => cost), from: edge.left, to: edge.right });
    const y = createScale({ values: bubbles.map(({ engagement }) => engagement), from: edge.bottom, to: edge.top });
    const most = Math.max(...bubbles.map(({ plays }) => plays), 1);
    const format = (value: number): string => formatNumber(value, 2, language);
    const costName = `CPM ${charts.bands[band]} (${units.yuan})`;
    const engagementName = `${fields.engagementRate} (%)`;

    return (
      <ChartFrame
        title={charts.costTitle}
        note={charts.costNote}
        controls={
          <label>
            {charts.band}{" "}
            <select value={band} onChange={({ target }) => isBand(target.value) && setBand(target.value)}>
              {bands.map((each) => (
                <option key={each} value={each}>
                  {charts.bands[each]}
                </option>
              ))}
            </select>
          </label>
        }
        data={{
          header: [messages.creator, costName, engagementName, fields.medianPlays],
          lines: bubbles.map(({ id, cost, engagement, plays }) => [
            id,
            format(cost),
            format(engagement),
            formatNumber(plays, 0, language),
          ]),
        }}
        picture={{
          name: "cost-against-engagement",
          width,
          height,
          content: (
            <>
              {x.ticks.map((tick) => (
                <g key={tick}>
                  <line className="grid" x1={x.place(tick)} x2={x.place(tick)} y1={edge.top} y2={edge.bottom} />
                  <text className="tick" x={x.place(tick)} y={edge.bottom + 18} textAnchor="middle">
                    {Number(tick.toPrecision(6))}
                  </text>
                </g>
              ))}
              {y.ticks.map((tick) => (
                <g key={tick}>
                  <line className="grid" x1={edge.left} x2={edge.right} y1={y.place(tick)} y2={y.place(tick)} />
                  <text className="tick" x={edge.left - 8} y={y.place(tick) + 4} textAnchor="end">
                    {Number(tick.toPrecision(6))}
                  </text>
                </g>
              ))}
              <text className="axis" x={(edge.left + edge.right) / 2} y={height - 16} textAnchor="middle">
                {costName}
              </text>
              <text className="axis" x={edge.left - 50} y={12}>
                {engagementName}
              </text>
              {bubbles
                .toSorted((a, b) => b.plays - a.plays)
                .map(({ id, cost, engagement, plays }) => (
                  <g key={id}>
                    <circle
                      className="bubble"
                      cx={x.place(cost)}
                      cy={y.place(engagement)}
                      r={smallest + (largest - smallest) * Math.sqrt(plays / most)}
                    >
                      <title>{`${id}: ${format(cost)}, ${format(engagement)} %`}</title>
                    </circle>
                    {bubbles.length <= mostNames && (
                      <text className="mark" x={x.place(cost)} y={y.place(engagement) + 4} textAnchor="middle">
                        {shortenId(id)}
                      </text>
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

const bands: readonly CostBand[] = ["upTo20s", "upTo60s", "over60s"];

function isBand(text: string): text is CostBand {
  return bands.some((band) => band === text);
}

function readBubble({ id, spread }: LoadedCreator, band: CostBand): readonly Bubble[] {
  const cost = Number(spread.costPerMille[band]?.value);
  const engagement = spread.engagementRate?.value;
  const plays = spread.medianPlays?.value;
  if (!Number.isFinite(cost) || engagement === undefined || plays === undefined) return [];
  return [{ id, cost: Math.max(0, cost), engagement: Math.max(0, engagement * 100), plays: Math.max(0, plays) }];
}
