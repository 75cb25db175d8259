import writeExcelFile, { type SheetData } from "write-excel-file/browser";
import type { Sheet, SheetColumn } from "./to-sheet.ts";

type Cell = NonNullable<SheetData[number]>[number];

/** An Excel file with ids as text, moments as dates, and figures as numbers that look as in the table. */
export function writeXlsx({ columns, lines }: Sheet): Promise<Blob> {
  const data: SheetData = [
    columns.map(({ header }) => ({ value: header, fontWeight: "bold", wrap: true })),
    ...lines.map((cells) =>
      cells.map((cell, index): Cell => {
        const column = columns[index];
        return cell === undefined || column === undefined ? null : toCell(column, cell);
      }),
    ),
  ];
  const widths = columns.map(({ kind }) => ({ width: kind === "id" ? 24 : kind === "figure" ? 14 : 18 }));
  return writeExcelFile(data, { columns: widths, stickyRowsCount: 1, stickyColumnsCount: 2 }).toBlob();
}

function toCell(column: SheetColumn, cell: string | number): Cell {
  if (typeof cell === "string") return { value: cell, type: String };
  if (column.kind === "moment") return { value: toSheetDate(cell), type: Date, format: "yyyy-mm-dd hh:mm" };
  const { unit = "raw", decimals = 0 } = column.kind === "figure" ? column.column : {};
  if (unit === "percent") return { value: cell / 100, type: Number, format: "0.00%" };
  return { value: cell, type: Number, format: decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}` };
}

/** A spreadsheet knows no time zones: it shall show the hour and minute that the page shows. */
function toSheetDate(moment: number): Date {
  const local = moment - new Date(moment).getTimezoneOffset() * 60_000;
  // Dates are fractions of a day there: half a second more, lest rounding makes it the minute before.
  return new Date(local - (local % 60_000) + 500);
}
