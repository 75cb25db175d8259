import { encodeLine, joinShown, show, type TerminalText } from "@just-one/encoders";
import { type ComparedCreator, compareCreators } from "@just-one/core/xingtu";
import { formatLegend, type Meaning } from "../format/format-legend.ts";
import { formatNumber } from "../format/format-number.ts";
import { formatTable, type TableCell } from "../format/format-table.ts";
import type { Paint } from "../format/paint.ts";
import type { CreatorRow } from "./creator-row.ts";
import { describeRow } from "./describe-row.ts";
import { formatQuestion } from "./format-question.ts";
import { readRowFacts } from "./row-facts.ts";
import type { SpreadColumn } from "./spread-columns.ts";

export interface SpreadTableStyle {
  readonly width: number;
  readonly paint: Paint;
  /** What was asked, part by part. */
  readonly asked: readonly string[];
  /** The figures that are shown. */
  readonly columns: readonly SpreadColumn[];
}

/**
 * The comparison for a person: what was asked and when in a line above it, best and worst by sign and colour, units in the
 * header, a legend of every sign used.
 */
export function formatSpreadTable(rows: readonly CreatorRow[], style: SpreadTableStyle): TerminalText {
  const { width, paint } = style;
  const compared = new Map(compareCreators(rows.filter((row) => row.status === "ok")).map((row) => [row.id, row]));
  const figures = compared.size === 0 ? [] : style.columns; // headers over nothing would need a legend, too
  const isNamed = rows.some(({ label }) => label !== undefined);
  const name = { header: [show`Name`], unit: show``, align: "left" as const, shrinksTo: 16 };
  const columns = [
    ...(isNamed ? [name] : []),
    { header: [show`Creator`], unit: show`oAuthorId`, align: "left" as const },
    ...figures.map((column) => ({
      header: column.header.map((line) => joinShown([encodeLine(line), placeOf(column)])),
      unit: joinShown([encodeLine(column.unit), placeOf(column)]),
      align: "right" as const,
    })),
  ];
  const cells = rows.map((row): TableCell[] => {
    const creator = compared.get(row.id);
    const id = { text: encodeLine(row.id.slice(0, 32)) };
    const who = isNamed ? [{ text: encodeLine(row.label ?? "") }, id] : [id];
    if (creator === undefined)
      return [...who, { text: encodeLine(describeRemark(row)), paint: paint.red, isRemark: true }];
    return [...who, ...figures.map((column) => formatFigure(column, creator, paint))];
  });
  const table = formatTable(columns, cells, { width, paintHeader: paint.bold, paintUnit: paint.dim });
  const legend = formatLegend(figures.length === 0 ? "" : table, meanings, { width, paint: paint.dim });
  const below = legend === "" ? [] : [show`\n`, legend];
  return joinShown([formatQuestion(rows, style.asked, style), table, ...below]);
}

/** Why there are no figures: the reason by name and what it cost, then in words. */
function describeRemark(row: CreatorRow): string {
  const { reason, billing } = readRowFacts(row);
  return [reason, reason === undefined ? undefined : billing, describeRow(row)]
    .filter((part) => part !== undefined)
    .join(" · ");
}

/** Where a column's numbers may get a sign, they all end two characters before the column does. */
function placeOf(column: SpreadColumn): TerminalText {
  return column.metric === undefined && !isVideos(column) ? show`` : signs.none;
}

function isVideos({ header }: SpreadColumn): boolean {
  return header[0] === "Videos";
}

const signs = { best: show` ▲`, worst: show` ▼`, few: show` !`, none: show`  ` } as const;

function formatFigure(column: SpreadColumn, creator: ComparedCreator, paint: Paint): TableCell {
  const value = column.read(creator.spread);
  if (value === undefined) return { text: joinShown([show`–`, placeOf(column)]), paint: paint.dim };
  const text = encodeLine(typeof value === "number" ? formatNumber(value, column.decimals) : value);
  const standing = column.metric === undefined ? undefined : creator.standings[column.metric];
  if (standing?.best === true) return { text: joinShown([text, signs.best]), paint: paint.green };
  if (standing?.worst === true) return { text: joinShown([text, signs.worst]), paint: paint.red };
  if (isVideos(column) && creator.smallSample === true)
    return { text: joinShown([text, signs.few]), paint: paint.yellow };
  return { text: joinShown([text, placeOf(column)]) };
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
