import { compareSpreads, type MetricName } from "@just-one/core/xingtu";
import type { CreatorRow, CreatorState } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ChartFrame } from "./chart-frame.tsx";

export interface ChangesTableProps {
  readonly title: string;
  readonly rows: readonly CreatorRow[];
  /** The two replies of one creator, in the order of the title. */
  readonly pick: (row: CreatorRow) => readonly [CreatorState | undefined, CreatorState | undefined];
}

const names = [
  "medianPlays",
  "meanLikes",
  "meanComments",
  "meanShares",
  "engagementRate",
  "completionRate",
  "costPerMilleUpTo60s",
  "costPerEngagementUpTo60s",
] as const satisfies readonly MetricName[];

/** How much the second of two replies differs from the first, for each creator of whom both are there. */
export function ChangesTable({ title, rows, pick }: ChangesTableProps): React.ReactElement | null {
  const { messages, language } = useMessages();
  const format = new Intl.NumberFormat(language, {
    style: "percent",
    signDisplay: "exceptZero",
    maximumFractionDigits: 1,
  });
  const lines = rows.flatMap((row) => {
    const [from, to] = pick(row);
    if (from?.status !== "loaded" || to?.status !== "loaded") return [];
    const changes = compareSpreads(from.spread, to.spread);
    const figures = names.map((name) => {
      const relative = changes[name]?.relative;
      return relative === undefined ? "–" : format.format(relative);
    });
    return [[row.id, ...figures]];
  });
  if (lines.length === 0) return null;
  const header = [messages.creator, ...names.map((name) => messages.fields[name])];
  return <ChartFrame title={title} note={messages.charts.changesNote} data={{ header, lines }} />;
}
