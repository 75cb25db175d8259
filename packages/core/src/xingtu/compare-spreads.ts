import type { AuthorSpread } from "./author-spread.ts";
import { type MetricName, metricNames, readMetric } from "./metrics.ts";

/** How one metric differs between two replies. */
export interface Change {
  /** The value in the first reply. */
  readonly from: number;
  /** The value in the second reply. */
  readonly to: number;
  /** `(to - from) / from`: 0.1 is ten percent more. Absent when `from` is 0. */
  readonly relative?: number;
}

/**
 * Compares two replies of one creator: the last 30 days with 90, or personal videos with Xingtu's. A metric that either
 * lacks is absent.
 */
export function compareSpreads(from: AuthorSpread, to: AuthorSpread): Partial<Record<MetricName, Change>> {
  const changes = metricNames.flatMap((name) => {
    const [before, after] = [readMetric(name, from), readMetric(name, to)];
    if (before === undefined || after === undefined) return [];
    const relative = (after - before) / before;
    return [[name, { from: before, to: after, ...(Number.isFinite(relative) ? { relative } : {}) }] as const];
  });
  return Object.fromEntries(changes);
}
