import { encodeLine } from "@just-one/encoders";
import type { Terminal } from "../terminal.ts";
import { formatCsv } from "./format-csv.ts";
import { formatJson, formatJsonLine } from "./format-json.ts";
import { formatTable } from "./format-table.ts";
import type { OutputFormat } from "./output-format.ts";
import { createPaint } from "./paint.ts";

/** One member of a record, as a table and a CSV file show it; JSON holds the record itself. */
export interface RecordColumn<T> {
  readonly header: string;
  read(record: T): string | number | undefined;
}

export interface PrintedRecords<T> {
  readonly records: readonly T[];
  readonly columns: readonly RecordColumn<T>[];
  readonly format: OutputFormat;
  /** Characters in a line of the table; what does not fit goes on below. @default no limit */
  readonly width?: number;
}

/** Prints a list of plain records in any format. */
export function printRecords<T>(printed: PrintedRecords<T>, { stdout }: Terminal): void {
  const { records, columns, format, width = Infinity } = printed;
  switch (format) {
    case "json":
      stdout.write(formatJson(records));
      return;
    case "ndjson":
      for (const record of records) stdout.write(formatJsonLine(record));
      return;
    case "csv":
      stdout.write(formatCsv(records, columns));
      return;
    case "table": {
      const paint = createPaint(stdout);
      const rows = records.map((record) =>
        columns.map((column) => ({ text: encodeLine(String(column.read(record) ?? "")) })),
      );
      const style = { width, paintHeader: paint.bold, paintUnit: paint.dim };
      stdout.write(
        formatTable(
          columns.map(({ header }) => ({ header: [encodeLine(header)], align: "left" as const })),
          rows,
          style,
        ),
      );
    }
  }
}
