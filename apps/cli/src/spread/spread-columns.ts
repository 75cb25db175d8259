import type { AuthorSpread, CostBand, Measure, MetricName } from "@just-one/core/xingtu";

/** One figure of a creator, as a table and a CSV file show it. */
export interface SpreadColumn {
  /** What `--columns` calls it: a metric's own name, where it is one. */
  readonly name: string;
  /** The header's words, a line each in a table. */
  readonly header: readonly string[];
  /** What the number counts. Marked `~` where it is likely but not proven, `?` where nobody knows it. */
  readonly unit: string;
  readonly decimals: number;
  /** Absent for figures of which neither end is better. */
  readonly metric?: MetricName;
  /** In the header's unit. Text is the vendor's own, where the unit is unknown. */
  read(spread: AuthorSpread): number | string | undefined;
}

/** Every figure that `just-one spread` shows. Units are the proven ones of `@just-one/core/xingtu`. */
export const spreadColumns: readonly SpreadColumn[] = [
  { name: "videos", ...count(["Videos"], (spread) => spread.videos) },
  { ...metric("medianPlays"), ...count(["Median", "plays"], (spread) => spread.medianPlays) },
  { ...metric("meanLikes"), ...count(["Mean", "likes"], (spread) => spread.meanLikes) },
  { ...metric("meanComments"), ...count(["Mean", "comments"], (spread) => spread.meanComments) },
  { ...metric("meanShares"), ...count(["Mean", "shares"], (spread) => spread.meanShares) },
  { ...metric("engagementRate"), ...percent(["Engagement"], "%", (spread) => spread.engagementRate) },
  {
    name: "peersBeaten",
    ...percent(["Peers", "beaten"], "%~", (spread) => spread.engagementRate?.peers?.beaten),
  },
  { ...metric("completionRate"), ...percent(["Completion"], "%", (spread) => spread.completionRate) },
  {
    name: "meanDuration",
    header: ["Mean", "length"],
    unit: "s~",
    decimals: 0,
    read: (spread) => spread.meanDuration?.value,
  },
  cost(["CPM", "1-20 s"], "upTo20s", "costPerMilleUpTo20s"),
  cost(["CPM", "21-60 s"], "upTo60s", "costPerMilleUpTo60s"),
  cost(["CPM", ">60 s"], "over60s", "costPerMilleOver60s"),
  cost(["CPE", "1-20 s"], "upTo20s", "costPerEngagementUpTo20s"),
  cost(["CPE", "21-60 s"], "upTo60s", "costPerEngagementUpTo60s"),
  cost(["CPE", ">60 s"], "over60s", "costPerEngagementOver60s"),
  {
    name: "playStability",
    header: ["Play", "spread"],
    unit: "raw?",
    decimals: 0,
    read: (spread) => toShown(spread.playStability?.value),
  },
];

type Figure = Omit<SpreadColumn, "name" | "metric">;

function metric(name: MetricName): Required<Pick<SpreadColumn, "name" | "metric">> {
  return { name, metric: name };
}

function count(header: readonly string[], read: (spread: AuthorSpread) => Measure | undefined): Figure {
  return { header, unit: "count", decimals: 0, read: (spread) => read(spread)?.value };
}

function percent(
  header: readonly string[],
  unit: string,
  read: (spread: AuthorSpread) => Measure<unknown> | undefined,
): Figure {
  return {
    header,
    unit,
    decimals: 2,
    read: (spread) => {
      const value = read(spread)?.value;
      // Ten-thousandths make whole hundredths of a percent; the rounding takes off what binary fractions add.
      return typeof value === "number" ? Math.round(value * 10_000) / 100 : undefined;
    },
  };
}

function cost(header: readonly string[], band: CostBand, name: MetricName): SpreadColumn {
  const read = (spread: AuthorSpread): number | undefined => {
    const bands = name.startsWith("costPerMille") ? spread.costPerMille : spread.costPerEngagement;
    const yuan = bands[band]?.value;
    return yuan === undefined ? undefined : Number(yuan);
  };
  return { ...metric(name), header, unit: "CNY", decimals: 2, read };
}

function toShown(raw: unknown): number | string | undefined {
  return typeof raw === "number" || typeof raw === "string" ? raw : undefined;
}
