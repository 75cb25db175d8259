import { cleanText } from "../format/clean-text.ts";
import { type CsvColumn, formatCsv } from "../format/format-csv.ts";
import type { CreatorRow } from "./creator-row.ts";
import { describeRow } from "./describe-row.ts";
import { type SpreadColumn, spreadColumns } from "./spread-columns.ts";

const csvColumns: readonly CsvColumn<CreatorRow>[] = [
  { header: "oAuthorId", isId: true, read: ({ id }) => cleanText(id) },
  { header: "Status", read: ({ status }) => status },
  ...spreadColumns.map((column) => ({
    header: formatHeader(column),
    read: (row: CreatorRow) => (row.status === "ok" ? column.read(row.spread) : undefined),
  })),
  { header: "Peers", read: (row) => (row.status === "ok" ? row.spread.engagementRate?.peers?.label : undefined) },
  { header: "Problem", read: describeRow },
];

/** The comparison for a spreadsheet: a row for each id, the unit in each header. */
export function formatSpreadCsv(rows: readonly CreatorRow[]): string {
  return formatCsv(rows, csvColumns);
}

function formatHeader({ header, unit }: SpreadColumn): string {
  return `${header.join(" ")} (${unit})`;
}
