import type { CostBand } from "@just-one/core/xingtu";
import { memo } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { costMetrics } from "../table/columns.ts";
import { formatNumber } from "../table/format-number.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { LoadedCreator } from "./loaded-creator.ts";
import { readProfiles } from "./read-profiles.ts";
import { shortenText } from "./shorten-text.ts";

export interface RadarChartProps {
  readonly creators: readonly LoadedCreator[];
  readonly chosen: ReadonlySet<string>;
  readonly band: CostBand;
}

const most = 5;
const largest = 150;
const roomForWords = 88;
const middle = 186;
const legend = 378;

/** The profile of a few creators: how near each of their figures comes to the best of all with enough videos to tell. */
export const RadarChart: React.NamedExoticComponent<RadarChartProps> = memo(function RadarChart(props) {
  const { creators, chosen, band } = props;
  const { messages, language } = useMessages();
  const { perMille, perEngagement } = costMetrics[band];
  const names = ["medianPlays", "engagementRate", "completionRate", "meanShares", perMille, perEngagement] as const;
  const inOrder = [...chosen].flatMap((id) => creators.find((creator) => creator.id === id) ?? []);
  const shown = (inOrder.length > 0 ? inOrder : creators).slice(0, most);
  const profiles = readProfiles(shown, creators, names);
  const format = (share: number | undefined): string =>
    share === undefined ? "–" : `${formatNumber(share * 100, 0, language)} %`;

  return (
    <ChartFrame
      title={messages.charts.radarTitle}
      note={messages.charts.radarNote}
      data={{
        header: [messages.creator, ...names.map((name) => messages.fields[name])],
        lines: profiles.map(({ title, shares }) => [title, ...shares.map(format)]),
      }}
      picture={{
        name: "profiles",
        height: legend - 10 + 24 * Math.ceil(profiles.length / 2),
        draw: (width) => {
          const room = Math.min(180, width / 2); // for each of two names side by side
          const radius = Math.min(largest, (width - 2 * roomForWords) / 2);
          const toPoint = (axis: number, share: number): { readonly x: number; readonly y: number } => {
            const angle = (axis / names.length) * 2 * Math.PI - Math.PI / 2;
            return { x: width / 2 + Math.cos(angle) * radius * share, y: middle + Math.sin(angle) * radius * share };
          };
          const toPoints = (shares: readonly number[]): string =>
            shares
              .map((share, axis) => toPoint(axis, share))
              .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
              .join(" ");
          return (
            <>
              {[0.25, 0.5, 0.75, 1].map((share) => (
                <polygon key={share} className="grid" points={toPoints(names.map(() => share))} />
              ))}
              {names.map((name, axis) => {
                const rim = toPoint(axis, 1);
                const { x, y } = toPoint(axis, 1.1);
                const anchor = Math.abs(x - width / 2) < 5 ? "middle" : x > width / 2 ? "start" : "end";
                return (
                  <g key={name}>
                    <line className="grid" x1={width / 2} x2={rim.x} y1={middle} y2={rim.y} />
                    <text className="tick" x={x} y={y + 4} textAnchor={anchor}>
                      {messages.fields[name]}
                    </text>
                  </g>
                );
              })}
              {profiles.map(({ id, name, shares }, index) => {
                const left = Math.max(0, width / 2 - 170) + (index % 2) * room;
                const top = legend + 24 * Math.floor(index / 2);
                return (
                  <g key={id} className={`profile profile-${index}`}>
                    {/* A figure that is missing is drawn in the center; the table has a dash for it, and how far others are beyond the rim. */}
                    <polygon points={toPoints(shares.map((share) => Math.min(share ?? 0, 1)))} />
                    <line x1={left} x2={left + 32} y1={top - 4} y2={top - 4} />
                    <text className="mark" x={left + 42} y={top}>
                      {shortenText(name, room - 50)}
                    </text>
                  </g>
                );
              })}
            </>
          );
        },
      }}
    />
  );
});
