import { unzipSync } from "fflate";
import readExcelFile from "read-excel-file/universal";
import { NoListError } from "./name-other-file.ts";

const unpackedBytes = 100 * 1024 * 1024;

/** The cells of one sheet. */
export type Sheet = readonly (readonly string[])[];

/** Whether bytes are a workbook, by how they begin. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * Reads the sheets of an xlsx file, every cell as text.
 *
 * @throws RangeError for one that unpacks to over 100 MB
 * @throws NoListError for one that cannot be read
 */
export async function readWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<readonly Sheet[]> {
  try {
    refuseBomb(bytes);
    const sheets = await readExcelFile(new Blob([bytes]), { parseNumber });
    return sheets.map(({ data }) => data.map((row) => row.map(toText)));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new NoListError("is a damaged workbook, or packed and no workbook at all", { cause: error });
  }
}

function refuseBomb(bytes: Uint8Array): void {
  let size = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      size += originalSize;
      return false;
    },
  });
  if (size > unpackedBytes) throw new RangeError("unpacks to over 100 MB; is it a list?");
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
