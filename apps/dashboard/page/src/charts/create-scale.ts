/** Maps values to places, with round values to write beside the axis. */
export interface Scale {
  readonly ticks: readonly number[];
  readonly place: (value: number) => number;
}

export interface ScaleOptions {
  readonly values: readonly number[];
  /** Places of the least and the greatest tick. */
  readonly from: number;
  readonly to: number;
}

/** A linear scale from 0 to a round number above every value, in steps of 1, 2 or 5. */
export function createScale({ values, from, to }: ScaleOptions): Scale {
  const max = Math.max(...values, 1e-9); // without values there is still an axis
  const rough = max / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const count = Math.max(1, Math.ceil(max / step));
  const top = count * step;
  return {
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
    place: (value) => from + (value / top) * (to - from),
  };
}
