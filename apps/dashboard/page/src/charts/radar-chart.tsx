import { type MetricName, metrics } from "@just-one/core/xingtu";
import { useMessages } from "../messages/use-messages.ts";
import { formatNumber } from "../table/format-number.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { LoadedCreator } from "./loaded-creator.ts";

export interface RadarChartProps {
  readonly creators: readonly LoadedCreator[];
  readonly chosen: ReadonlySet<string>;
}

const names = [
  "medianPlays",
  "engagementRate",
  "completionRate",
  "meanShares",
  "costPerMilleUpTo60s",
  "costPerEngagementUpTo60s",
] as const satisfies readonly MetricName[];
const most = 5;
const center = { x: 320, y: 200 };
const radius = 145;

/** The profile of a few creators: how near each of their figures comes to the best of all that were loaded. */
export function RadarChart({ creators, chosen }: RadarChartProps): React.ReactElement {
  const { messages, language } = useMessages();
  const picked = creators.filter(({ id }) => chosen.has(id));
  const shown = (picked.length > 0 ? picked : creators).slice(0, most);
  const best = names.map((name) => findBest(name, creators));
  const profiles = shown.map((creator) => ({
    id: creator.id,
    shares: names.map((name, axis) => toShare(name, creator, best[axis])),
  }));
  const format = (share: number | undefined): string =>
    share === undefined ? "–" : `${formatNumber(share * 100, 0, language)} %`;

  return (
    <ChartFrame
      title={messages.charts.radarTitle}
      note={messages.charts.radarNote}
      data={{
        header: [messages.creator, ...names.map((name) => messages.fields[name])],
        lines: profiles.map(({ id, shares }) => [id, ...shares.map(format)]),
      }}
      picture={{
        name: "profiles",
        width: 640,
        height: 400 + 22 * profiles.length,
        content: (
          <>
            {[0.25, 0.5, 0.75, 1].map((share) => (
              <polygon key={share} className="grid" points={toPoints(names.map(() => share))} />
            ))}
            {names.map((name, axis) => {
              const { x, y } = toPoint(axis, 1.14);
              const anchor = Math.abs(x - center.x) < 5 ? "middle" : x > center.x ? "start" : "end";
              return (
                <text key={name} className="tick" x={x} y={y + 4} textAnchor={anchor}>
                  {messages.fields[name]}
                </text>
              );
            })}
            {profiles.map(({ id, shares }, index) => (
              <g key={id}>
                {/* A figure that is missing is drawn in the center; the table has a dash for it. */}
                <polygon className={`profile profile-${index}`} points={toPoints(shares.map((share) => share ?? 0))} />
                <line
                  className={`profile profile-${index}`}
                  x1={230}
                  x2={280}
                  y1={396 + 22 * index}
                  y2={396 + 22 * index}
                />
                <text className="mark" x={292} y={400 + 22 * index}>
                  {id}
                </text>
              </g>
            ))}
          </>
        ),
      }}
    />
  );
}

function read(name: MetricName, { spread }: LoadedCreator): number | undefined {
  const value = Number(metrics[name].read(spread)?.value);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function findBest(name: MetricName, creators: readonly LoadedCreator[]): number | undefined {
  const values = creators.flatMap((creator) => read(name, creator) ?? []);
  if (values.length === 0) return undefined;
  return metrics[name].better === "higher" ? Math.max(...values) : Math.min(...values);
}

/** 1 is the best; half of it where more is better, or double where less is, is a half. */
function toShare(name: MetricName, creator: LoadedCreator, best: number | undefined): number | undefined {
  const value = read(name, creator);
  if (value === undefined || best === undefined) return undefined;
  return metrics[name].better === "higher" ? value / best : best / value;
}

function toPoint(axis: number, share: number): { readonly x: number; readonly y: number } {
  const angle = (axis / names.length) * 2 * Math.PI - Math.PI / 2;
  return { x: center.x + Math.cos(angle) * radius * share, y: center.y + Math.sin(angle) * radius * share };
}

function toPoints(shares: readonly number[]): string {
  return shares
    .map((share, axis) => toPoint(axis, share))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(" ");
}
