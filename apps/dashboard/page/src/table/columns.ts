import type { AuthorSpread, Certainty, Measure, MetricName } from "@just-one/core/xingtu";
import type { Messages } from "../messages/english.ts";

export type ColumnName = keyof Messages["fields"];

/** One figure of a creator: how it is read, counted and marked. */
export interface Column {
  readonly name: ColumnName;
  readonly unit: keyof Messages["units"];
  readonly certainty: Certainty;
  readonly decimals: number;
  /** Absent for figures of which neither end is better. */
  readonly metric?: MetricName;
  /** In the column's unit; `undefined` where the vendor sent none. */
  readonly read: (spread: AuthorSpread) => number | undefined;
}

/** Every figure, in the table's order. */
export const columns: readonly Column[] = [
  count("videos", (spread) => spread.videos),
  { ...count("medianPlays", (spread) => spread.medianPlays), metric: "medianPlays" },
  { ...count("meanLikes", (spread) => spread.meanLikes), metric: "meanLikes" },
  { ...count("meanComments", (spread) => spread.meanComments), metric: "meanComments" },
  { ...count("meanShares", (spread) => spread.meanShares), metric: "meanShares" },
  { ...percent("engagementRate", "proven", (spread) => spread.engagementRate), metric: "engagementRate" },
  percent("engagementPeers", "likely", (spread) => spread.engagementRate?.peers?.beaten),
  { ...percent("completionRate", "proven", (spread) => spread.completionRate), metric: "completionRate" },
  percent("completionPeers", "likely", (spread) => spread.completionRate?.peers?.beaten),
  {
    name: "meanDuration",
    unit: "seconds",
    certainty: "likely",
    decimals: 0,
    read: (spread) => spread.meanDuration?.value,
  },
  cost("costPerMilleUpTo20s", (spread) => spread.costPerMille.upTo20s),
  cost("costPerMilleUpTo60s", (spread) => spread.costPerMille.upTo60s),
  cost("costPerMilleOver60s", (spread) => spread.costPerMille.over60s),
  cost("costPerEngagementUpTo20s", (spread) => spread.costPerEngagement.upTo20s),
  cost("costPerEngagementUpTo60s", (spread) => spread.costPerEngagement.upTo60s),
  cost("costPerEngagementOver60s", (spread) => spread.costPerEngagement.over60s),
  {
    name: "playStability",
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

function count(name: ColumnName, read: (spread: AuthorSpread) => Measure | undefined): Column {
  return { name, unit: "count", certainty: "proven", decimals: 0, read: (spread) => read(spread)?.value };
}

function percent(
  name: ColumnName,
  certainty: Certainty,
  read: (spread: AuthorSpread) => Measure<unknown> | undefined,
): Column {
  return { name, unit: "percent", certainty, decimals: 2, read: (spread) => toPercent(toNumber(read(spread)?.value)) };
}

function cost(metric: MetricName & ColumnName, read: (spread: AuthorSpread) => Measure<string> | undefined): Column {
  const readNumber = (spread: AuthorSpread): number | undefined => toNumber(Number(read(spread)?.value ?? Number.NaN));
  return { name: metric, unit: "yuan", certainty: "proven", decimals: 2, metric, read: readNumber };
}

function toPercent(fraction: number | undefined): number | undefined {
  return fraction === undefined ? undefined : fraction * 100;
}

function toNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
