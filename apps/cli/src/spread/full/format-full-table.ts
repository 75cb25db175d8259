import type { MetricName } from "@just-one/core/xingtu";
import { encodeLine, joinShown, show, type TerminalText } from "@just-one/encoders";
import { formatLegend, type Meaning } from "../../format/format-legend.ts";
import { formatNumber } from "../../format/format-number.ts";
import { formatTable, type TableCell, type TableColumn } from "../../format/format-table.ts";
import type { Paint } from "../../format/paint.ts";
import type { CreatorRow } from "../creator-row.ts";
import type { SpreadTableStyle } from "../format-spread-table.ts";
import { describeRow } from "../describe-row.ts";
import { formatQuestion } from "../format-question.ts";
import type { SpreadColumn } from "../spread-columns.ts";
import { type Changes, compareReplies, type CreatorChanges, type FullCreator } from "./full-creator.ts";

/** One table for each creator: a line for each figure, both windows of both types, and the changes between them. */
export function formatFullTable(creators: readonly FullCreator[], style: SpreadTableStyle): TerminalText {
  const { width, paint } = style;
  const tables = joinShown(
    creators.map((creator) => formatCreator(creator, style)),
    show`\n`,
  );
  const rows = creators.flatMap(({ replies }) => Object.values(replies));
  return joinShown([
    formatQuestion(rows, style.asked, style),
    tables,
    show`\n`,
    formatLegend(tables, meanings, { width, paint: paint.dim }),
  ]);
}

const right = (group: string, ...header: string[]): TableColumn => ({
  group,
  header: header.map(encodeLine),
  align: "right",
});

const columns: readonly TableColumn[] = [
  { header: [show`Figure`], align: "left" },
  right("personal", "Personal", "30 days"),
  right("personal", "Personal", "90 days"),
  right("personal", "30 d", "vs 90"),
  right("xingtu", "Xingtu", "30 days"),
  right("xingtu", "Xingtu", "90 days"),
  right("xingtu", "30 d", "vs 90"),
  right("both", "Xingtu vs", "personal", "30 days"),
  right("both", "Xingtu vs", "personal", "90 days"),
];

function formatCreator(creator: FullCreator, { width, paint, columns: figures }: SpreadTableStyle): TerminalText {
  const name = paint.bold(
    show`Creator ${creator.label === undefined ? "" : `${creator.label} `}${creator.id.slice(0, 32)}`,
  );
  const { personal30, personal90, xingtu30, xingtu90 } = creator.replies;
  if (Object.values(creator.replies).every(({ status }) => status !== "ok")) {
    return joinShown([name, paint.red(encodeLine(describeRow(personal30) ?? "")), show``], show`\n`);
  }
  const changes = compareReplies(creator);
  const lines = figures.map((column): TableCell[] => {
    const figure = (row: CreatorRow): TableCell => formatFigure(column, row, paint);
    const change = (which: keyof CreatorChanges): TableCell => formatChange(column.metric, changes[which], paint);
    return [
      { text: encodeLine(`${column.header.join(" ")}${column.unit === "count" ? "" : `, ${column.unit}`}`) },
      figure(personal30),
      figure(personal90),
      change("personal30Against90"),
      figure(xingtu30),
      figure(xingtu90),
      change("xingtu30Against90"),
      change("xingtuAgainstPersonal30"),
      change("xingtuAgainstPersonal90"),
    ];
  });
  const table = formatTable(columns, lines, { width, paintHeader: paint.bold, paintUnit: paint.dim });
  return joinShown([name, table], show`\n`);
}

function formatFigure(column: SpreadColumn, row: CreatorRow, paint: Paint): TableCell {
  const value = row.status === "ok" ? column.read(row.spread) : undefined;
  if (value === undefined) return { text: row.status === "ok" ? show`–` : show`failed`, paint: paint.dim };
  const text = encodeLine(typeof value === "number" ? formatNumber(value, column.decimals) : value);
  const isFew = column.header[0] === "Videos" && Number(value) < 5;
  return isFew ? { text: show`! ${text}`, paint: paint.yellow } : { text };
}

/** Green is what an advertiser wants: more plays, less cost. */
function formatChange(metric: MetricName | undefined, changes: Changes, paint: Paint): TableCell {
  if (metric === undefined) return { text: show`` };
  const { relative, isBetter } = changes[metric] ?? {};
  if (relative === undefined) return { text: show`–`, paint: paint.dim };
  const percent = Math.round(relative * 1000) / 10;
  if (percent === 0) return { text: show`0.0 %` };
  const text = `${percent > 0 ? "+" : "−"}${formatNumber(Math.abs(percent), Math.abs(percent) < 100 ? 1 : 0)} %`;
  // neither for few videos; its place stays, so that all numbers end where the others do
  if (isBetter === undefined) return { text: show`${text}  ` };
  return { text: show`${text} ${isBetter ? "▲" : "▼"}`, paint: isBetter ? paint.green : paint.red };
}

const meanings: readonly Meaning[] = [
  ["▲", "better for an advertiser"],
  ["▼", "worse"],
  ["!", "under 5 videos: distrust the means"],
  ["–", "the vendor sent none"],
  ["failed", "see the messages"],
  ["~", "likely, not proven"],
  ["?", "unit unknown, the vendor's own number"],
  ["CPM", "cost per 1,000 plays"],
  ["CPE", "cost per engagement"],
];
