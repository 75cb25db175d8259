import { stringify } from "csv-stringify/browser/esm/sync";
import type { Sheet } from "./to-sheet.ts";

/** CSV that a spreadsheet opens right: UTF-8 with a byte order mark, CRLF, and ids that keep all their digits. */
export function writeCsv({ header, lines }: Sheet): string {
  // A formula is the one way to keep 19 digits. It is safe because an id is nothing but digits.
  const kept = lines.map(([id, ...figures]) => [`="${id}"`, ...figures]);
  return stringify([header, ...kept], { bom: true, record_delimiter: "windows" });
}
