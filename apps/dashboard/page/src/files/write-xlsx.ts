import writeExcelFile, { type SheetData } from "write-excel-file/browser";
import type { Sheet } from "./to-sheet.ts";

/** An Excel file with ids as text and figures as numbers. */
export function writeXlsx({ header, lines }: Sheet): Promise<Blob> {
  const data: SheetData = [
    header.map((value) => ({ value, fontWeight: "bold", wrap: true })),
    ...lines.map(([id, ...figures]) => [
      { value: id, type: String },
      ...figures.map((value) => (value === undefined ? null : { value, type: Number })),
    ]),
  ];
  const widths = header.map((_, index) => ({ width: index === 0 ? 24 : 14 }));
  return writeExcelFile(data, { columns: widths, stickyRowsCount: 1, stickyColumnsCount: 1 }).toBlob();
}
