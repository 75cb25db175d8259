import { unzipSync, zipSync } from "fflate";
import type { FormatContext } from "./formats.ts";
import type { ExportRow } from "./export-row.ts";

// What a cell of a workbook takes; the whole reply is in the other formats.
const cellCharacters = 32_767;

/** One part as a workbook: ids as text, counts as numbers. Loaded only where it is asked for. */
export async function writeXlsx(rows: readonly ExportRow[], { columns }: FormatContext): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import("write-excel-file/universal");
  const sheet = [
    columns.map(({ name }) => ({ value: name, type: String, fontWeight: "bold" as const })),
    ...rows.map((row) => columns.map(({ kind, read }) => toCell(kind, read(row)))),
  ];
  const blob = await writeExcelFile(sheet, { stickyRowsCount: 1 }).toBlob();
  return withoutTimes(new Uint8Array(await blob.arrayBuffer()));
}

function toCell(kind: string, value: string | number | undefined): Cell {
  if (value === undefined) return null;
  if (kind === "count") return { value: Number(value), type: Number };
  if (kind === "time") return { value: new Date(Number(value)), type: Date, format: "yyyy-mm-dd hh:mm:ss" };
  const text = String(value);
  return { value: text.length > cellCharacters ? `${text.slice(0, cellCharacters - 1)}…` : text, type: String };
}

type Cell =
  | null
  | { readonly value: number; readonly type: NumberConstructor }
  | { readonly value: string; readonly type: StringConstructor }
  | { readonly value: Date; readonly type: DateConstructor; readonly format: string };

/** A ZIP file says when its members were written; the same rows shall be the same bytes. */
function withoutTimes(bytes: Uint8Array): Uint8Array {
  return zipSync(unzipSync(bytes), { mtime: "1980-01-01T00:00:00" });
}
