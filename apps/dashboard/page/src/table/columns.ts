import type { AuthorSpread, Certainty, CostBand, CostBands, Measure, MetricName } from "@just-one/core/xingtu";
import type { Messages } from "../messages/english.ts";

export type ColumnName = keyof Messages["fields"];
export type ColumnGroup = keyof Messages["results"]["groups"];

/** One figure of a creator: how it is read, counted and marked. */
export interface Column {
  readonly name: ColumnName;
  readonly unit: keyof Messages["units"];
  readonly certainty: Certainty;
  readonly decimals: number;
  readonly group: ColumnGroup;
  /** The length of video that it is for; absent for what is of all lengths. */
  readonly band?: CostBand;
  /** Absent for figures of which neither end is better. */
  readonly metric?: MetricName;
  /** In the column's unit; `undefined` where the vendor sent none. */
  readonly read: (spread: AuthorSpread) => number | undefined;
}

/** Every figure, in the table's order. */
export const columns: readonly Column[] = [
  { ...count("videos", "main", (spread) => spread.videos), unit: "count" },
  { ...count("medianPlays", "main", (spread) => spread.medianPlays), metric: "medianPlays" },
  { ...count("meanLikes", "engagement", (spread) => spread.meanLikes), metric: "meanLikes" },
  { ...count("meanComments", "engagement", (spread) => spread.meanComments), metric: "meanComments" },
  { ...count("meanShares", "engagement", (spread) => spread.meanShares), metric: "meanShares" },
  { ...percent("engagementRate", "main", (spread) => spread.engagementRate), metric: "engagementRate" },
  { ...percent("engagementPeers", "peers", (spread) => spread.engagementRate?.peers?.beaten), certainty: "likely" },
  { ...percent("completionRate", "main", (spread) => spread.completionRate), metric: "completionRate" },
  { ...percent("completionPeers", "peers", (spread) => spread.completionRate?.peers?.beaten), certainty: "likely" },
  {
    name: "meanDuration",
    group: "other",
    unit: "seconds",
    certainty: "likely",
    decimals: 0,
    read: (spread) => spread.meanDuration?.value,
  },
  cost("costPerMilleUpTo20s", "upTo20s", (spread) => spread.costPerMille),
  cost("costPerMilleUpTo60s", "upTo60s", (spread) => spread.costPerMille),
  cost("costPerMilleOver60s", "over60s", (spread) => spread.costPerMille),
  cost("costPerEngagementUpTo20s", "upTo20s", (spread) => spread.costPerEngagement),
  cost("costPerEngagementUpTo60s", "upTo60s", (spread) => spread.costPerEngagement),
  cost("costPerEngagementOver60s", "over60s", (spread) => spread.costPerEngagement),
  {
    name: "playStability",
    group: "other",
    unit: "raw",
    certainty: "unknown",
    decimals: 0,
    read: (spread) => toNumber(spread.playStability?.value),
  },
];

/** The unit as a header shows it, marked where it is not proven. */
export function formatUnit({ unit, certainty }: Column, { units }: Messages): string {
  return `${units[unit]}${certainty === "proven" ? "" : certainty === "likely" ? "~" : "?"}`;
}

/** The cost columns of one length of video. */
export const costMetrics: Readonly<
  Record<CostBand, { readonly perMille: MetricName; readonly perEngagement: MetricName }>
> = {
  upTo20s: { perMille: "costPerMilleUpTo20s", perEngagement: "costPerEngagementUpTo20s" },
  upTo60s: { perMille: "costPerMilleUpTo60s", perEngagement: "costPerEngagementUpTo60s" },
  over60s: { perMille: "costPerMilleOver60s", perEngagement: "costPerEngagementOver60s" },
};

type Read<T = unknown> = (spread: AuthorSpread) => Measure<T> | undefined;

function count(name: ColumnName, group: ColumnGroup, read: Read<number>): Column {
  return { name, group, unit: "times", certainty: "proven", decimals: 0, read: (spread) => read(spread)?.value };
}

function percent(name: ColumnName, group: ColumnGroup, read: Read): Column {
  const readPercent = (spread: AuthorSpread): number | undefined => toPercent(toNumber(read(spread)?.value));
  return { name, group, unit: "percent", certainty: "proven", decimals: 2, read: readPercent };
}

function cost(metric: MetricName & ColumnName, band: CostBand, pick: (spread: AuthorSpread) => CostBands): Column {
  const read = (spread: AuthorSpread): number | undefined => toNumber(Number(pick(spread)[band]?.value ?? Number.NaN));
  return { name: metric, group: "costs", band, unit: "yuan", certainty: "proven", decimals: 2, metric, read };
}

function toPercent(fraction: number | undefined): number | undefined {
  return fraction === undefined ? undefined : fraction * 100;
}

function toNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
