import { scaleLinear, scaleLog } from "@visx/scale";

/** Maps values to places, with round values to write beside the axis. */
export interface Scale {
  readonly scale: ReturnType<typeof scaleLinear<number>> | ReturnType<typeof scaleLog<number>>;
  readonly ticks: readonly number[];
  readonly place: (value: number) => number;
}

export interface ScaleOptions {
  readonly values: readonly number[];
  /** Places of the least and the greatest tick. */
  readonly from: number;
  readonly to: number;
  /** Each step is so many times the last one, so that what lies close together at the bottom comes apart. @default false */
  readonly isLogarithmic?: boolean;
  /** About how many ticks. @default 5 */
  readonly count?: number;
}

/** A scale between round numbers around every value; a linear one starts at 0. */
export function createScale({ values, from, to, isLogarithmic = false, count = 5 }: ScaleOptions): Scale {
  const max = Math.max(...values, 1e-9); // without values there is still an axis
  if (!isLogarithmic) {
    // d3 takes the number of ticks as a hint.
    const scales = [count, 4, 3, 2].map((hint) => {
      const scale = scaleLinear<number>({ domain: [0, max], range: [from, to], nice: hint });
      return { scale, ticks: scale.ticks(hint), place: (value: number) => scale(value) };
    });
    const few = scales.find(({ ticks }) => ticks.length <= count + 2) ?? scales.at(-1);
    if (few !== undefined) return few;
  }
  const least = Math.max(Math.min(...values.filter((value) => value > 0), max), max / 1e9);
  const domain = [toRound(least, Math.floor), toRound(max, Math.ceil)];
  const scale = scaleLog<number>({ domain, range: [from, to] });
  const [low = least, high = max] = domain;
  return { scale, ticks: listSteps(low, high, count), place: (value) => scale(Math.max(value, low)) };
}

const factors = [1, 2, 5, 10];

/** The next 1, 2 or 5 of its power of ten, downwards or upwards. */
function toRound(value: number, round: typeof Math.floor): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const share = value / power;
  const isDown = round === Math.floor;
  const factor = isDown
    ? factors.findLast((each) => each <= share + 1e-9)
    : factors.find((each) => each >= share - 1e-9);
  return (factor ?? (isDown ? 1 : 10)) * power;
}

function listSteps(low: number, high: number, count: number): readonly number[] {
  const steps: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    for (const factor of factors.slice(0, 3)) {
      const step = factor * 10 ** power;
      if (step >= low * 0.999 && step <= high * 1.001) steps.push(step);
    }
  }
  const keepEvery = Math.ceil(steps.length / (count + 2));
  return steps.filter((_, index) => index % keepEvery === 0);
}
