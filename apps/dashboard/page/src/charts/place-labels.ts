import { measureText, shortenText } from "./shorten-text.ts";

/** A point with its name, in pixels. */
export interface NamedPoint {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface PlacedLabel {
  readonly id: string;
  readonly text: string;
  /** Where the text starts, and its base line. */
  readonly x: number;
  readonly y: number;
  /** From the point to its name, where that is far away. */
  readonly line?: { readonly from: Place; readonly to: Place };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const height = 14;
const widest = 110;
/** Pixels between a point and its name that need a line. */
const far = 9;

/**
 * Places names beside their points, the first ones first, so that none covers another, leaves the picture or lies on what
 * must stay in sight. A name that has no room is left out: it stands in the table and on the card of its point.
 */
export function placeLabels(
  points: readonly NamedPoint[],
  /** What else no name may cover. */
  obstacles: readonly Box[],
  bounds: Box,
): readonly PlacedLabel[] {
  const taken: Box[] = [...obstacles];
  return points.flatMap(({ id, name, x, y, radius }) => {
    const text = shortenText(name, widest);
    const width = measureText(text);
    for (const [left, top] of listSpots({ x, y, radius, width })) {
      const box = { left, right: left + width, top, bottom: top + height };
      const isInside =
        box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;
      if (!isInside || taken.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      // A name that is not beside its point is tied to it.
      const end = { x: Math.min(Math.max(x, left), left + width), y: Math.min(Math.max(y, top), top + height) };
      const isFar = Math.hypot(end.x - x, end.y - y) > radius + far;
      return [{ id, text, x: left, y: top + height - 3, ...(isFar && { line: { from: { x, y }, to: end } }) }];
    }
    return [];
  });
}

/** Beside the point first, then above, below and at its corners, then the same farther away. */
function listSpots(point: {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
}): readonly (readonly [left: number, top: number])[] {
  const { x, y, radius, width } = point;
  return [3, 14, 28, 44].flatMap((distance): readonly (readonly [left: number, top: number])[] => {
    const gap = radius + distance;
    const [left, center, right] = [x - gap - width, x - width / 2, x + gap];
    const slant = gap * 0.7;
    return [
      [right, y - height / 2],
      [left, y - height / 2],
      [center, y - gap - height],
      [center, y + gap],
      [x + slant, y - slant - height],
      [x + slant, y + slant],
      [x - slant - width, y - slant - height],
      [x - slant - width, y + slant],
    ];
  });
}

function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
