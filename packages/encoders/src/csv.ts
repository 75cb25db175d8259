import type { Encoded } from "./encoded.ts";
import { cleanCell } from "./hidden.ts";

/** A CSV file. */
export type CsvText = Encoded<"csv">;

/** A cell: text of others, a number or truth of ours, digits that are a name and no number, or nothing. */
export type CsvCell = string | number | boolean | { readonly digits: string } | undefined;

/**
 * Writes CSV that a spreadsheet opens right: UTF-8 with a byte order mark, CRLF, digits that stay whole. Numbers are
 * numbers, `-5` too; text never starts a formula, whatever separates cells for the reader.
 */
export function encodeCsv(rows: readonly (readonly CsvCell[])[]): CsvText {
  // Safe: the byte order mark before encoded rows.
  return `\uFEFF${encodeCsvRows(rows)}` as CsvText;
}

/** Writes rows that follow others: a long list need not be in memory as a whole. */
export function encodeCsvRows(rows: readonly (readonly CsvCell[])[]): CsvText {
  // Safe: every cell has been encoded.
  return rows.map((row) => `${row.map(encodeCell).join(",")}\r\n`).join("") as CsvText;
}

function encodeCell(cell: CsvCell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell === "string") return encodeText(cell);
  // A formula of our own is the one way to keep 19 digits; it is safe because nothing but digits goes in.
  return /^\d+$/.test(cell.digits) ? `"=""${cell.digits}"""` : encodeText(cell.digits);
}

/**
 * Where a cell begins for some reader: for one that takes `;` as separator, or a line break in quotes for a line's end.
 * No line is looked at twice: replies may hold nothing but line breaks.
 */
const formulaStart = /(?<=^|[\n;])(?=(?:[^\S\n]|["'])*[=+\-@＝＋－＠﹦﹢﹣﹫])/gu;

/** What separates or quotes for some reader, what was neutralised, and `::`, which begins no line inside quotes. */
const needsQuotes = /[",;\n]|^[\s']|\s$|::/u;

function encodeText(text: string): string {
  const plain = cleanCell(text)
    .replaceAll(formulaStart, "'")
    .replaceAll(/\n(?=[^\S\n]*::)/gu, "\n'")
    .replaceAll(/##(?=\[)/gu, "# #");
  return needsQuotes.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
