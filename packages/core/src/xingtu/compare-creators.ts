import type { AuthorSpread } from "./author-spread.ts";
import { type MetricName, metricNames, metrics, readMetric } from "./metrics.ts";
import { isSmallSample } from "./small-sample.ts";

/** Where a creator stands in one metric among those compared. */
export interface Standing {
  /** 1 is the best; equal values share a rank. */
  readonly rank: number;
  /** How many creators have the metric. */
  readonly of: number;
  /**
   * The best, and never a small sample, of which one outlier makes the means: where one of those is ahead, the best of the
   * others. Told only where at least two values differ.
   */
  readonly best: boolean;
  /** The worst; told as `best` is. */
  readonly worst: boolean;
}

/** One creator among those compared. */
export interface ComparedCreator {
  /** As it was given. */
  readonly id: string;
  /** As it was given. */
  readonly spread: AuthorSpread;
  /** Under five videos, so that one outlier makes the means; absent when the number of videos is unknown. */
  readonly smallSample?: boolean;
  /** A metric that the creator lacks is absent. */
  readonly standings: Readonly<Partial<Record<MetricName, Standing>>>;
}

/** Ranks creators against each other in every metric; in the order given. */
export function compareCreators(
  creators: readonly { readonly id: string; readonly spread: AuthorSpread }[],
): ComparedCreator[] {
  const ranked = metricNames.map((name) => ({ name, values: rank(name, creators) }));
  return creators.map(({ id, spread }, index) => ({
    id,
    spread,
    ...(spread.videos === undefined ? {} : { smallSample: isSmallSample(spread) }),
    standings: Object.fromEntries(
      ranked.flatMap(({ name, values }) => {
        const standing = values[index];
        return standing === undefined ? [] : [[name, standing]];
      }),
    ),
  }));
}

function rank(name: MetricName, creators: readonly { readonly spread: AuthorSpread }[]): (Standing | undefined)[] {
  const values = creators.map(({ spread }) => readMetric(name, spread));
  const known = values.filter((value) => value !== undefined);
  const sign = metrics[name].better === "higher" ? 1 : -1;
  const sort = (numbers: readonly number[]): number[] => numbers.map((value) => sign * value).toSorted((a, b) => b - a);
  const scores = sort(known);
  const isTrusted = creators.map(({ spread }) => !isSmallSample(spread));
  const trusted = sort(values.filter((value, index) => value !== undefined && isTrusted[index]).map(Number));
  // where those that can be trusted are equal, only the others are left to differ from
  const pool = trusted[0] === trusted.at(-1) ? scores : trusted;
  const [top, bottom] = [pool[0], pool.at(-1)];
  return values.map((value, index) => {
    if (value === undefined) return undefined;
    const score = sign * value;
    const mayStandOut = isTrusted[index] === true && top !== bottom;
    return {
      rank: 1 + scores.indexOf(score),
      of: known.length,
      best: mayStandOut && score === top,
      worst: mayStandOut && score === bottom,
    };
  });
}
