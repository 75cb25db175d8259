import { type CsvText, encodeCsv } from "@just-one/encoders";

/** One column of a CSV file. */
export interface CsvColumn<Row> {
  readonly header: string;
  /** Numbers are ours; text is anybody's. */
  read(row: Row): string | number | boolean | undefined;
  /** Digits that are a name: a spreadsheet must not round them into a number. */
  readonly isId?: boolean;
}

/** Writes rows as CSV that a spreadsheet opens right. */
export function formatCsv<Row>(rows: readonly Row[], columns: readonly CsvColumn<Row>[]): CsvText {
  const lines = rows.map((row) =>
    columns.map((column) => {
      const value = column.read(row);
      return column.isId === true && typeof value === "string" ? { digits: value } : value;
    }),
  );
  return encodeCsv([columns.map(({ header }) => header), ...lines]);
}
