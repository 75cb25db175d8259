import type { CsvText } from "@just-one/encoders";
import { type CsvColumn, formatCsv } from "../format/format-csv.ts";
import type { CreatorRow } from "./creator-row.ts";
import { describeRow } from "./describe-row.ts";
import { type SpreadColumn, spreadColumns } from "./spread-columns.ts";

/** The comparison for a spreadsheet: a row for each reply, the unit in each header, and columns for what was asked. */
export function formatSpreadCsv<Row extends CreatorRow>(
  rows: readonly Row[],
  asked: readonly CsvColumn<Row>[] = [],
): CsvText {
  return formatCsv(rows, [
    { header: "oAuthorId", isId: true, read: ({ id }) => id },
    ...asked,
    { header: "Status", read: ({ status }) => status },
    ...figureColumns,
    { header: "Peers", read: (row) => (row.status === "ok" ? row.spread.engagementRate?.peers?.label : undefined) },
    { header: "Problem", read: describeRow },
    // behind the others, which scripts count
    { header: "Label", read: ({ label }) => label },
  ]);
}

const figureColumns: readonly CsvColumn<CreatorRow>[] = spreadColumns.map((column) => ({
  header: formatHeader(column),
  read: (row) => (row.status === "ok" ? column.read(row.spread) : undefined),
}));

function formatHeader({ header, unit }: SpreadColumn): string {
  return `${header.join(" ")} (${unit})`;
}
