import type { FoundCreators } from "./creator.ts";
import { decodeText } from "./decode-text.ts";
import { findCreators, findCreatorsInRows } from "./find-creators.ts";
import { NoListError, nameOtherFile } from "./name-other-file.ts";
import { isWorkbook, readWorkbook } from "./read-workbook.ts";

/** How large a list may be, in bytes. */
export const maxListBytes: number = 10 * 1024 * 1024;

/**
 * Finds creators in the bytes of a file: xlsx, or text in UTF-8, UTF-16 or GBK.
 *
 * @throws RangeError for a file over `maxListBytes`, or a workbook that unpacks to more than ten times that
 * @throws NoListError for a workbook that cannot be read, and for what is certainly no list
 */
export async function readList(bytes: Uint8Array<ArrayBuffer>): Promise<FoundCreators> {
  if (bytes.length > maxListBytes) throw new RangeError("over 10 MB; is it a list of ids?");
  const other = nameOtherFile(bytes);
  if (other !== undefined) throw new NoListError(other);
  if (!isWorkbook(bytes)) return findCreators(decodeText(bytes));
  const found = (await readWorkbook(bytes)).map(findCreatorsInRows);
  return found.find(({ creators }) => creators.length > 0) ?? found[0] ?? { creators: [], duplicates: 0, refused: [] };
}
