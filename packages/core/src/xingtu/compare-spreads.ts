import type { AuthorSpread } from "./author-spread.ts";
import { type MetricName, metricNames, metrics, readMetric } from "./metrics.ts";
import { isSmallSample } from "./small-sample.ts";

/** How one metric differs between two replies. */
export interface Change {
  /** The value in the first reply. */
  readonly from: number;
  /** The value in the second reply. */
  readonly to: number;
  /** `(to - from) / from`: 0.1 is ten percent more. Absent when `from` is 0. */
  readonly relative?: number;
  /**
   * Whether it is what an advertiser wants: more plays, less cost. Absent when both are the same, and where either is of fewer
   * than five videos, of which one outlier makes the means.
   */
  readonly isBetter?: boolean;
}

/**
 * Compares two replies of one creator, such as personal videos with Xingtu's: how far the second is above the first. A
 * metric that either lacks is absent. Windows of time have `compareWindows`.
 */
export function compareSpreads(from: AuthorSpread, to: AuthorSpread): Partial<Record<MetricName, Change>> {
  const isTold = !isSmallSample(from) && !isSmallSample(to);
  const changes = metricNames.flatMap((name) => {
    const [before, after] = [readMetric(name, from), readMetric(name, to)];
    if (before === undefined || after === undefined) return [];
    const relative = (after - before) / before;
    const change: Change = {
      from: before,
      to: after,
      ...(Number.isFinite(relative) && { relative }),
      ...(isTold && after !== before && { isBetter: after > before === (metrics[name].better === "higher") }),
    };
    return [[name, change] as const];
  });
  return Object.fromEntries(changes);
}

/**
 * Compares a creator's last 30 days with the last 90: above 0 is more than in the 90. The one direction in which windows are
 * compared, so that every table, page and file has the same sign.
 */
export function compareWindows(days30: AuthorSpread, days90: AuthorSpread): Partial<Record<MetricName, Change>> {
  return compareSpreads(days90, days30);
}
