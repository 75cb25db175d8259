import { type CsvText, encodeCsv } from "@just-one/encoders";
import type { Sheet } from "./to-sheet.ts";

/** CSV that a spreadsheet opens right, with ids that keep all their digits. */
export function writeCsv({ header, lines }: Sheet): CsvText {
  return encodeCsv([header, ...lines.map(([id, ...figures]) => [{ digits: id }, ...figures])]);
}
