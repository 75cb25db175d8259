import { unzipSync } from "fflate";
import readExcelFile from "read-excel-file/universal";
import type { FoundCreators } from "./creator.ts";
import { decodeText } from "./decode-text.ts";
import { findCreators, findCreatorsInRows } from "./find-creators.ts";

/** How large a list may be, in bytes; unpacked, ten times that. */
export const maxListBytes: number = 10 * 1024 * 1024;

/**
 * Finds creators in the bytes of a file: xlsx, or text in UTF-8, UTF-16 or GBK.
 *
 * @throws RangeError for a file over `maxListBytes`, or a workbook that unpacks to more than ten times that
 * @throws Error for a workbook that cannot be read
 */
export async function readList(bytes: Uint8Array<ArrayBuffer>): Promise<FoundCreators> {
  if (bytes.length > maxListBytes) throw new RangeError("over 10 MB; is it a list of ids?");
  if (!isZip(bytes)) return findCreators(decodeText(bytes));
  refuseBomb(bytes);
  const sheets = await readExcelFile(new Blob([bytes]), { parseNumber });
  const found = sheets.map(({ data }) => findCreatorsInRows(data.map((row) => row.map(toText))));
  return found.find(({ creators }) => creators.length > 0) ?? found[0] ?? { creators: [], duplicates: 0, refused: [] };
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function refuseBomb(bytes: Uint8Array): void {
  let size = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      size += originalSize;
      return false;
    },
  });
  if (size > maxListBytes * 10) throw new RangeError("unpacks to over 100 MB; is it a list of ids?");
}

/** A number of a workbook has 15 digits; the rest of a longer one is made up, so it keeps the spelling that says so. */
function parseNumber(text: string): string {
  const number = Number(text);
  return Math.abs(number) >= 1e15 ? number.toExponential() : String(number);
}

function toText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === "string" || typeof cell === "boolean" ? String(cell) : "";
}
