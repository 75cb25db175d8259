import { AxisBottom, AxisLeft } from "@visx/axis";
import { GridColumns, GridRows } from "@visx/grid";
import { memo } from "react";
import { useMessages } from "../messages/use-messages.ts";
import type { BubbleLayout } from "./lay-out-bubbles.ts";

export interface BubblePictureProps {
  readonly layout: BubbleLayout;
  readonly costName: string;
  readonly engagementName: string;
}

const tickLabel = { className: "tick", fill: "", fontFamily: "", fontSize: 12 };

/** Bubbles between the lines of the middle, the best of them with their names. */
export const BubblePicture: React.NamedExoticComponent<BubblePictureProps> = memo(function BubblePicture(props) {
  const { layout, costName, engagementName } = props;
  const { x, y, edge, bubbles, labels, middle } = layout;
  const { quadrants } = useMessages().messages.charts;
  const [width, height] = [edge.right - edge.left, edge.bottom - edge.top];
  const fields = [
    { x: edge.left, y: edge.top, name: quadrants.cheapEngaging },
    { x: edge.right, y: edge.top, name: quadrants.dearEngaging },
    { x: edge.left, y: edge.bottom, name: quadrants.cheapQuiet },
    { x: edge.right, y: edge.bottom, name: quadrants.dearQuiet },
  ];
  return (
    <>
      <rect className="good" x={edge.left} y={edge.top} width={middle.x - edge.left} height={middle.y - edge.top} />
      <GridColumns
        className="grid"
        scale={x.scale}
        tickValues={[...x.ticks]}
        top={edge.top}
        height={height}
        stroke=""
      />
      <GridRows className="grid" scale={y.scale} tickValues={[...y.ticks]} left={edge.left} width={width} stroke="" />
      <AxisBottom
        scale={x.scale}
        tickValues={[...x.ticks]}
        tickFormat={format}
        top={edge.bottom}
        hideAxisLine
        hideTicks
        tickLabelProps={{ ...tickLabel, textAnchor: "middle" }}
      />
      <AxisLeft
        scale={y.scale}
        tickValues={[...y.ticks]}
        tickFormat={format}
        left={edge.left}
        hideAxisLine
        hideTicks
        tickLabelProps={{ ...tickLabel, textAnchor: "end", dy: "0.33em" }}
      />
      <text className="axis" x={edge.right} y={edge.bottom + 38} textAnchor="end">
        {costName} →
      </text>
      <text className="axis" x={4} y={14}>
        ↑ {engagementName}
      </text>
      <line className="middle" x1={middle.x} x2={middle.x} y1={edge.top} y2={edge.bottom} />
      <line className="middle" x1={edge.left} x2={edge.right} y1={middle.y} y2={middle.y} />
      {/* A name that has no room in its field would lie in the next one. */}
      {fields
        .filter(({ x: side, y: end }) => Math.abs(middle.x - side) > 100 && Math.abs(middle.y - end) > 24)
        .map(({ x: side, y: end, name }) => (
          <text
            key={name}
            className="quadrant"
            x={side === edge.left ? side + 8 : side - 8}
            y={end === edge.top ? end + 16 : end - 8}
            textAnchor={side === edge.left ? "start" : "end"}
          >
            {name}
          </text>
        ))}
      {bubbles.map(({ id, x: left, y: top, radius, isSmallSample }) => (
        <circle key={id} className={isSmallSample ? "bubble small" : "bubble"} cx={left} cy={top} r={radius} />
      ))}
      {labels.map(({ id, text, x: left, y: top, line }) => (
        <g key={id}>
          {line !== undefined && (
            <line className="tie" x1={line.from.x} y1={line.from.y} x2={line.to.x} y2={line.to.y} />
          )}
          <text className="label" x={left} y={top}>
            {text}
          </text>
        </g>
      ))}
    </>
  );
});

const ticks = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 });

/** Grouped, which English and Chinese do alike. */
function format(value: unknown): string {
  return ticks.format(Number(value));
}
