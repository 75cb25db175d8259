import type { Messages } from "../messages/english.ts";

/** How far a figure is from the middle: a share of it, or, from twice as much on, how many times it is. */
export function writeReason(value: number, median: number, middle: string, { results: words }: Messages): string {
  const times = value / median;
  const share = Math.round(Math.abs(times - 1) * 100);
  if (!Number.isFinite(times) || share === 0) return words.sameAsMedian(middle);
  if (times < 1) return words.belowMedian(share, middle);
  return share < 100 ? words.aboveMedian(share, middle) : words.timesMedian(Number(times.toPrecision(3)), middle);
}
