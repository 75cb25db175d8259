import type { Change } from "@just-one/core/xingtu";
import { scaleLinear } from "@visx/scale";

/** One creator's figure in two replies. */
export interface Slope {
  readonly id: string;
  readonly name: string;
  readonly change: Change;
}

export interface PlacedSlope extends Slope {
  readonly from: number;
  readonly to: number;
  /** Where its name stands; absent for those whose names would only cover others. */
  readonly label?: number;
}

const mostLabels = 8;
const lineHeight = 14;

/** Where the lines of one figure begin and end, from `top` to `bottom`, and the names of those that moved most. */
export function layOutSlopes(slopes: readonly Slope[], top: number, bottom: number): readonly PlacedSlope[] {
  const values = slopes.flatMap(({ change: { from, to } }) => [from, to]);
  const y = scaleLinear<number>({ domain: [Math.min(...values), Math.max(...values)], range: [bottom, top] });
  const place = (value: number): number => (values.every((each) => each === value) ? (top + bottom) / 2 : y(value));
  const moved = slopes
    .toSorted((a, b) => Math.abs(b.change.relative ?? 0) - Math.abs(a.change.relative ?? 0))
    .slice(0, mostLabels)
    .toSorted((a, b) => place(a.change.to) - place(b.change.to));
  const labels = new Map<string, number>();
  let next = top - lineHeight;
  for (const { id, change } of moved) {
    next = Math.max(place(change.to), next + lineHeight);
    labels.set(id, next);
  }
  // Those that were pushed out at the bottom push the others up again.
  let last = bottom + lineHeight;
  for (const { id } of moved.toReversed()) {
    last = Math.min(labels.get(id) ?? last, last - lineHeight);
    labels.set(id, last);
  }
  return slopes.map((slope) => {
    const label = labels.get(slope.id);
    const line = { ...slope, from: place(slope.change.from), to: place(slope.change.to) };
    return label === undefined ? line : { ...line, label };
  });
}
