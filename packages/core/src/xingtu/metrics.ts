import type { AuthorSpread } from "./author-spread.ts";
import type { Measure } from "./measure.ts";

/** The measures that creators are compared by. */
export type MetricName =
  | "medianPlays"
  | "meanLikes"
  | "meanComments"
  | "meanShares"
  | "engagementRate"
  | "completionRate"
  | "costPerMilleUpTo20s"
  | "costPerMilleUpTo60s"
  | "costPerMilleOver60s"
  | "costPerEngagementUpTo20s"
  | "costPerEngagementUpTo60s"
  | "costPerEngagementOver60s";

/** A measure that creators can be ranked by. */
export interface Metric {
  /** Finds it in a spread; `undefined` where the spread lacks it. */
  readonly read: (spread: AuthorSpread) => Measure<number | string> | undefined;
  /** The end that an advertiser wants. */
  readonly better: "higher" | "lower";
}

/** How each metric is read, and which end of it an advertiser wants. */
export const metrics: Readonly<Record<MetricName, Metric>> = {
  medianPlays: { read: (spread) => spread.medianPlays, better: "higher" },
  meanLikes: { read: (spread) => spread.meanLikes, better: "higher" },
  meanComments: { read: (spread) => spread.meanComments, better: "higher" },
  meanShares: { read: (spread) => spread.meanShares, better: "higher" },
  engagementRate: { read: (spread) => spread.engagementRate, better: "higher" },
  completionRate: { read: (spread) => spread.completionRate, better: "higher" },
  costPerMilleUpTo20s: { read: (spread) => spread.costPerMille.upTo20s, better: "lower" },
  costPerMilleUpTo60s: { read: (spread) => spread.costPerMille.upTo60s, better: "lower" },
  costPerMilleOver60s: { read: (spread) => spread.costPerMille.over60s, better: "lower" },
  costPerEngagementUpTo20s: { read: (spread) => spread.costPerEngagement.upTo20s, better: "lower" },
  costPerEngagementUpTo60s: { read: (spread) => spread.costPerEngagement.upTo60s, better: "lower" },
  costPerEngagementOver60s: { read: (spread) => spread.costPerEngagement.over60s, better: "lower" },
};

/** The value of a metric as a number; `undefined` where the spread lacks it. */
export function readMetric(name: MetricName, spread: AuthorSpread): number | undefined {
  const value = metrics[name].read(spread)?.value;
  if (value === undefined) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** All names, in the table's order. */
export const metricNames: readonly MetricName[] = Object.keys(metrics) as MetricName[]; // safe: the table's own keys
