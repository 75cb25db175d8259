import { stringify } from "csv-stringify/sync";

/** A cell: text, a number, or nothing. */
type CsvValue = string | number | boolean | undefined;

/** One column of a CSV file. */
export interface CsvColumn<Row> {
  readonly header: string;
  read(row: Row): CsvValue;
  /** Digits that are a name: a spreadsheet must not round them into a number. */
  readonly isId?: boolean;
}

/**
 * Writes CSV that a spreadsheet opens right: UTF-8 with a byte order mark, CRLF, ids as text, and no text that starts a
 * formula.
 */
export function formatCsv<Row>(rows: readonly Row[], columns: readonly CsvColumn<Row>[]): string {
  const cells = rows.map((row) => columns.map((column) => column.read(row)));
  return stringify([columns.map(({ header }) => header), ...cells], {
    bom: true,
    record_delimiter: "windows",
    escape_formulas: true,
    cast: {
      boolean: String,
      string: (value, { index }) =>
        // A formula of our own is the one way to keep 19 digits; it is safe because nothing but digits goes in.
        columns[index]?.isId === true && /^\d+$/.test(value) ? { value: `="${value}"`, escape_formulas: false } : value,
    },
  });
}
