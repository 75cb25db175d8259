import { scaleSqrt } from "@visx/scale";
import { findMedian } from "../results/find-answers.ts";
import { createScale, type Scale } from "./create-scale.ts";
import { type Box, type PlacedLabel, placeLabels } from "./place-labels.ts";
import type { Bubble } from "./read-bubbles.ts";

/** A bubble in its place, in pixels. */
export interface PlacedBubble extends Bubble {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface BubbleLayout {
  readonly x: Scale;
  readonly y: Scale;
  readonly edge: Box;
  readonly bubbles: readonly PlacedBubble[];
  readonly labels: readonly PlacedLabel[];
  /** Where the middle lies of all with enough videos, as in the answers; of all, where none has. */
  readonly middle: { readonly x: number; readonly y: number };
}

const mostLabels = 20;
/** Of more, names may cover those that have none. */
const manyBubbles = 50;

/** Where everything in the chart of costs against engagement lies. */
export function layOutBubbles(options: {
  readonly bubbles: readonly Bubble[];
  readonly width: number;
  readonly height: number;
  readonly isLogarithmic: boolean;
}): BubbleLayout {
  const { bubbles, width, height, isLogarithmic } = options;
  const edge = { left: 46, right: width - 14, top: 26, bottom: height - 46 };
  const costs = bubbles.map(({ cost }) => cost);
  const engagements = bubbles.map(({ engagement }) => engagement);
  const x = createScale({ values: costs, from: edge.left, to: edge.right, isLogarithmic, count: width < 420 ? 4 : 6 });
  const y = createScale({ values: engagements, from: edge.bottom, to: edge.top, isLogarithmic });
  // A hundred bubbles of the size of ten would be one blot.
  const largest = Math.max(7, Math.min(26, 150 / Math.sqrt(Math.max(1, bubbles.length))));
  const most = Math.max(...bubbles.map(({ plays }) => plays), 1);
  const toRadius = scaleSqrt({ domain: [0, most], range: [3, largest] });
  const placed = bubbles.map((bubble) =>
    Object.assign({ x: x.place(bubble.cost), y: y.place(bubble.engagement), radius: toRadius(bubble.plays) }, bubble),
  );
  const trusted = placed.filter(({ isSmallSample }) => !isSmallSample);
  const counted = trusted.length > 0 ? trusted : placed;
  const best = trusted
    .toSorted((a, b) => b.engagement / Math.max(b.cost, 1e-9) - a.engagement / Math.max(a.cost, 1e-9))
    .slice(0, mostLabels);
  return {
    x,
    y,
    edge,
    bubbles: placed,
    labels: placeLabels(
      best,
      [...(placed.length > manyBubbles ? best : placed).map(toBox), ...listCorners(edge)],
      edge,
    ),
    middle: {
      x: x.place(findMedian(counted.map(({ cost }) => cost))),
      y: y.place(findMedian(counted.map(({ engagement }) => engagement))),
    },
  };
}

/** The core of a bubble: its rim may be written on. */
function toBox({ x, y, radius }: PlacedBubble): Box {
  const core = radius * 0.7;
  return { left: x - core, right: x + core, top: y - core, bottom: y + core };
}

/** Where the four fields have their names. */
function listCorners({ left, right, top, bottom }: Box): readonly Box[] {
  const [width, height] = [104, 22];
  return [left, right - width].flatMap((from) =>
    [top, bottom - height].map((start) => ({ left: from, right: from + width, top: start, bottom: start + height })),
  );
}
