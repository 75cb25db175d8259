import type { CostBand, MetricName } from "@just-one/core/xingtu";
import type { CreatorRow } from "../creators/creator-row.ts";
import { type Column, columns, costMetrics } from "../table/columns.ts";

export type Question = "cheapest" | "mostEngaging" | "mostWatched" | "bestValue";

/** Who is best in something, and how far. */
export interface Answer {
  readonly question: Question;
  readonly metric: MetricName;
  readonly column: Column;
  /** In the column's unit. Absent where too few creators can be trusted to tell. */
  readonly best?: { readonly row: CreatorRow; readonly value: number };
  /** How many others are as good. */
  readonly others: number;
  /** Whether no creator at all has the figure yet. */
  readonly isEmpty: boolean;
  /** How many have the figure and too few videos to be compared. */
  readonly leftOut: number;
  /** The middle of all that have the figure and enough videos. */
  readonly median?: number;
}

/** The four answers that a table is read for. Creators with few videos are never one: an outlier makes their means. */
export function findAnswers(rows: readonly CreatorRow[], band: CostBand): readonly Answer[] {
  const { perMille, perEngagement } = costMetrics[band];
  const questions: readonly (readonly [Question, MetricName])[] = [
    ["cheapest", perMille],
    ["mostEngaging", "engagementRate"],
    ["mostWatched", "medianPlays"],
    ["bestValue", perEngagement],
  ];
  const loaded = rows.filter(({ compared }) => compared !== undefined);
  return questions.flatMap(([question, metric]) => {
    const column = columns.find(({ name }) => name === metric);
    if (column === undefined) return [];
    const all = loaded.flatMap((row) => {
      const value = row.state.status === "loaded" ? column.read(row.state.spread) : undefined;
      return value === undefined ? [] : [{ row, value }];
    });
    const known = all.filter(({ row }) => row.compared?.smallSample !== true);
    const leftOut = all.length - known.length;
    const best = known.filter(({ row }) => row.compared?.standings[metric]?.best === true);
    const [first] = best;
    if (first === undefined) return { question, metric, column, others: 0, isEmpty: all.length === 0, leftOut };
    const median = findMedian(known.map(({ value }) => value));
    return { question, metric, column, best: first, others: best.length - 1, isEmpty: false, leftOut, median };
  });
}

/** Of at least one number. */
export function findMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [upper = 0, lower = upper] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}
