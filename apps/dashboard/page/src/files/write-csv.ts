import { type CsvCell, type CsvText, encodeCsv } from "@just-one/encoders";
import { formatWhenKept } from "../shown/format-when.ts";
import type { Sheet } from "./to-sheet.ts";

/** CSV that a spreadsheet opens right, with ids that keep all their digits. */
export function writeCsv({ columns, lines }: Sheet): CsvText {
  return encodeCsv([
    columns.map(({ header }) => header),
    ...lines.map((cells) =>
      cells.map((cell, index): CsvCell => {
        const kind = columns[index]?.kind;
        if (kind === "id") return { digits: String(cell) };
        return kind === "moment" && typeof cell === "number" ? formatWhenKept(cell) : cell;
      }),
    ),
  ]);
}
