import { shortenText } from "./shorten-text.ts";

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
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const height = 14;
const longest = 9;

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
    const text = shortenText(name, longest);
    const width = measure(text);
    const gap = radius + 3;
    const spots = [
      [x + gap, y - height / 2],
      [x - gap - width, y - height / 2],
      [x - width / 2, y - gap - height],
      [x - width / 2, y + gap],
      [x + gap * 0.7, y - gap * 0.7 - height],
      [x + gap * 0.7, y + gap * 0.7],
      [x - gap * 0.7 - width, y - gap * 0.7 - height],
      [x - gap * 0.7 - width, y + gap * 0.7],
    ];
    for (const [left = 0, top = 0] of spots) {
      const box = { left, right: left + width, top, bottom: top + height };
      const isInside =
        box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;
      if (!isInside || taken.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      return [{ id, text, x: left, y: top + height - 3 }];
    }
    return [];
  });
}

/** Pixels of a text of 12 pixels, rather too many. */
function measure(text: string): number {
  return Array.from(text).reduce(
    (sum, sign) => sum + (/[\u2E80-\uFFEF]/u.test(sign) ? 12.2 : /[A-Z@%mwMW…]/u.test(sign) ? 10 : 7.2),
    0,
  );
}

function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
