/** The middle of a sample and how far its middle half spreads. */
export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** The quartiles of a sample, interpolated between neighbours. @throws RangeError when it is empty */
export function computeQuartiles(sample: readonly number[]): Quartiles {
  if (sample.length === 0) throw new RangeError("an empty sample has no quartiles");
  const sorted = sample.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** The quartiles of `ours[i] / theirs[i]`: only figures of the same round are compared, so slow minutes cancel out. */
export function computeRatios(ours: readonly number[], theirs: readonly number[]): Quartiles {
  return computeQuartiles(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}
