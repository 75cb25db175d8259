import { type MetricName, metrics } from "@just-one/core/xingtu";
import { cleanText } from "../../format/clean-text.ts";
import { formatLegend, type Meaning } from "../../format/format-legend.ts";
import { formatNumber } from "../../format/format-number.ts";
import { formatTable, type TableCell, type TableColumn } from "../../format/format-table.ts";
import type { Paint } from "../../format/paint.ts";
import type { CreatorRow } from "../creator-row.ts";
import type { SpreadTableStyle } from "../format-spread-table.ts";
import { describeRow } from "../describe-row.ts";
import { type SpreadColumn, spreadColumns } from "../spread-columns.ts";
import { type Changes, compareReplies, type FullCreator } from "./full-creator.ts";

/** One table for each creator: a line for each figure, both windows of both types, and the changes between them. */
export function formatFullTable(creators: readonly FullCreator[], { width, paint }: SpreadTableStyle): string {
  const tables = creators.map((creator) => formatCreator(creator, { width, paint })).join("\n");
  return `${tables}\n${formatLegend(tables, meanings, { width, paint: paint.dim })}`;
}

const right = (...header: string[]): TableColumn => ({ header, align: "right" });

const columns: readonly TableColumn[] = [
  { header: ["Figure"], align: "left" },
  right("Personal", "30 days"),
  right("Personal", "90 days"),
  right("30 d", "vs 90"),
  right("Xingtu", "30 days"),
  right("Xingtu", "90 days"),
  right("30 d", "vs 90"),
  right("Xingtu vs", "personal", "30 days"),
  right("Xingtu vs", "personal", "90 days"),
];

function formatCreator(creator: FullCreator, { width, paint }: SpreadTableStyle): string {
  const name = paint.bold(`Creator ${cleanText(creator.id).slice(0, 32)}`);
  const { personal30, personal90, xingtu30, xingtu90 } = creator.replies;
  if (Object.values(creator.replies).every(({ status }) => status !== "ok")) {
    return `${name}\n${paint.red(describeRow(personal30) ?? "")}\n`;
  }
  const recentPersonal = compareReplies(creator, "personal90", "personal30");
  const recentXingtu = compareReplies(creator, "xingtu90", "xingtu30");
  const between30 = compareReplies(creator, "personal30", "xingtu30");
  const between90 = compareReplies(creator, "personal90", "xingtu90");
  const lines = spreadColumns.map((column): TableCell[] => {
    const figure = (row: CreatorRow): TableCell => formatFigure(column, row, paint);
    const change = (changes: Changes): TableCell => formatChange(column.metric, changes, paint);
    return [
      { text: `${column.header.join(" ")}${column.unit === "count" ? "" : `, ${column.unit}`}` },
      figure(personal30),
      figure(personal90),
      change(recentPersonal),
      figure(xingtu30),
      figure(xingtu90),
      change(recentXingtu),
      change(between30),
      change(between90),
    ];
  });
  return `${name}\n${formatTable(columns, lines, { width, paintHeader: paint.bold, paintUnit: paint.dim })}`;
}

function formatFigure(column: SpreadColumn, row: CreatorRow, paint: Paint): TableCell {
  const value = row.status === "ok" ? column.read(row.spread) : undefined;
  if (value === undefined) return { text: row.status === "ok" ? "–" : "failed", paint: paint.dim };
  const text = typeof value === "number" ? formatNumber(value, column.decimals) : cleanText(value);
  const isFew = column.header[0] === "Videos" && Number(value) < 5;
  return isFew ? { text: `! ${text}`, paint: paint.yellow } : { text };
}

/** Green is what an advertiser wants: more plays, less cost. */
function formatChange(metric: MetricName | undefined, changes: Changes, paint: Paint): TableCell {
  if (metric === undefined) return { text: "" };
  const { relative } = changes[metric] ?? {};
  if (relative === undefined) return { text: "–", paint: paint.dim };
  const percent = Math.round(relative * 1000) / 10;
  if (percent === 0) return { text: "0.0 %" };
  const isBetter = percent > 0 === (metrics[metric].better === "higher");
  const text = `${percent > 0 ? "+" : "−"}${formatNumber(Math.abs(percent), Math.abs(percent) < 100 ? 1 : 0)} %`;
  return { text: `${text} ${isBetter ? "▲" : "▼"}`, paint: isBetter ? paint.green : paint.red };
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
