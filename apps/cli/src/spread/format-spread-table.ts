import { type ComparedCreator, compareCreators } from "@just-one/core/xingtu";
import { cleanText } from "../format/clean-text.ts";
import { formatLegend, type Meaning } from "../format/format-legend.ts";
import { formatNumber } from "../format/format-number.ts";
import { formatTable, type TableCell } from "../format/format-table.ts";
import type { Paint } from "../format/paint.ts";
import type { CreatorRow } from "./creator-row.ts";
import { describeRow } from "./describe-row.ts";
import { type SpreadColumn, spreadColumns } from "./spread-columns.ts";

export interface SpreadTableStyle {
  readonly width: number;
  readonly paint: Paint;
}

/** The comparison for a person: best and worst by sign and colour, units in the header, a legend of every sign used. */
export function formatSpreadTable(rows: readonly CreatorRow[], { width, paint }: SpreadTableStyle): string {
  const compared = new Map(compareCreators(rows.filter((row) => row.status === "ok")).map((row) => [row.id, row]));
  const columns = [
    { header: ["Creator"], unit: "oAuthorId", align: "left" as const },
    ...spreadColumns.map((column) => ({
      header: column.header.map((line) => line + placeOf(column)),
      unit: column.unit + placeOf(column),
      align: "right" as const,
    })),
  ];
  const cells = rows.map((row): TableCell[] => {
    const creator = compared.get(row.id);
    const id = { text: cleanText(row.id).slice(0, 32) };
    if (creator === undefined) return [id, { text: describeRow(row) ?? "", paint: paint.red }];
    return [id, ...spreadColumns.map((column) => formatFigure(column, creator, paint))];
  });
  const table = formatTable(columns, cells, { width, paintHeader: paint.bold, paintUnit: paint.dim });
  return `${table}\n${formatLegend(table, meanings, { width, paint: paint.dim })}`;
}

/** Where a column's numbers may get a sign, they all end two characters before the column does. */
function placeOf(column: SpreadColumn): string {
  return column.metric === undefined && !isVideos(column) ? "" : signs.none;
}

function isVideos({ header }: SpreadColumn): boolean {
  return header[0] === "Videos";
}

const signs = { best: " ▲", worst: " ▼", few: " !", none: "  " } as const;

function formatFigure(column: SpreadColumn, creator: ComparedCreator, paint: Paint): TableCell {
  const value = column.read(creator.spread);
  if (value === undefined) return { text: `–${placeOf(column)}`, paint: paint.dim };
  const text = typeof value === "number" ? formatNumber(value, column.decimals) : cleanText(value);
  const standing = column.metric === undefined ? undefined : creator.standings[column.metric];
  if (standing?.best === true) return { text: text + signs.best, paint: paint.green };
  if (standing?.worst === true) return { text: text + signs.worst, paint: paint.red };
  if (isVideos(column) && creator.smallSample === true) return { text: text + signs.few, paint: paint.yellow };
  return { text: text + placeOf(column) };
}

const meanings: readonly Meaning[] = [
  [signs.best.trim(), "best"],
  [signs.worst.trim(), "worst"],
  [signs.few.trim(), "under 5 videos: distrust the means"],
  ["–", "the vendor sent none"],
  ["~", "likely, not proven"],
  ["?", "unit unknown, the vendor's own number"],
  ["CPM", "cost per 1,000 plays"],
  ["CPE", "cost per engagement"],
];
