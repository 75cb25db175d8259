import type { Change, MetricName } from "@just-one/core/xingtu";
import { useMessages } from "../messages/use-messages.ts";
import { layOutSlopes } from "./lay-out-slopes.ts";
import { shortenText } from "./shorten-text.ts";

/** A creator's changes, by their figures. */
export interface SlopeLine {
  readonly id: string;
  readonly name: string;
  readonly changes: Partial<Record<MetricName, Change>>;
}

export interface SlopePanelsProps {
  readonly lines: readonly SlopeLine[];
  readonly metrics: readonly MetricName[];
  /** What stands at the left and at the right. */
  readonly ends: readonly [string, string];
  readonly width: number;
}

const [panelHeight, top, bottom, gap, roomForName] = [236, 52, 220, 28, 84] as const;

/** How high all panels are together. */
export function measurePanels(count: number, width: number): number {
  return Math.ceil(count / countColumns(width)) * panelHeight;
}

/** A panel for each figure, a line for each creator: green where it became better, red where worse. */
export function SlopePanels({ lines, metrics, ends, width }: SlopePanelsProps): React.ReactElement {
  const { messages } = useMessages();
  const columns = countColumns(width);
  const panelWidth = (width - (columns - 1) * gap) / columns;
  const [left, right] = [8, panelWidth - roomForName];
  return (
    <>
      {metrics.map((metric, index) => {
        const slopes = lines.flatMap(({ id, name, changes }) => {
          const change = changes[metric];
          return change === undefined ? [] : [{ id, name, change }];
        });
        const place = `translate(${(index % columns) * (panelWidth + gap)} ${Math.floor(index / columns) * panelHeight})`;
        return (
          <g key={metric} transform={place}>
            <text className="mark" x={0} y={16}>
              {messages.fields[metric]}
            </text>
            <text className="tick" x={0} y={36}>
              {ends[0]}
            </text>
            <text className="tick" x={right} y={36} textAnchor="middle">
              {ends[1]}
            </text>
            <line className="grid" x1={left} x2={left} y1={top - 8} y2={bottom + 8} />
            <line className="grid" x1={right} x2={right} y1={top - 8} y2={bottom + 8} />
            {layOutSlopes(slopes, top, bottom).map(({ id, name, change: { isBetter }, from, to, label }) => (
              <g key={id} className={isBetter === undefined ? "slope" : isBetter ? "slope better" : "slope worse"}>
                <line x1={left} x2={right} y1={from} y2={to} />
                <circle cx={left} cy={from} r={3} />
                <circle cx={right} cy={to} r={3} />
                {label !== undefined && (
                  <text x={right + 8} y={label + 4}>
                    {shortenText(name, roomForName - 8)}
                  </text>
                )}
              </g>
            ))}
          </g>
        );
      })}
    </>
  );
}

function countColumns(width: number): number {
  return width < 480 ? 1 : width < 960 ? 2 : 4;
}
