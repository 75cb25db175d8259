/** A file that is certainly no list; the message is a sentence without its subject. */
export class NoListError extends Error {
  override readonly name = "NoListError";
}

/**
 * Says what a file is that is certainly no list, by how it begins, as a sentence without its subject; `undefined` for any other. Read as
 * text, such a file is signs that nobody wrote, and now and then a number of 19 digits.
 */
export function nameOtherFile(head: Uint8Array): string | undefined {
  return kinds.find(([start]) => start.every((byte, index) => head[index] === byte))?.[1];
}

const picture = "is a picture; type its ids, or save them as text";
const packed = "is packed; unpack it first";

const kinds: readonly (readonly [start: readonly number[], sentence: string])[] = [
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    "is a workbook as Excel wrote it before 2007, or one with a password; save it as .xlsx without one, or as CSV",
  ],
  [[0x25, 0x50, 0x44, 0x46], "is a PDF; copy its table into a spreadsheet, and save that"],
  [[0x1f, 0x8b], packed],
  [[0x28, 0xb5, 0x2f, 0xfd], packed],
  [[0x37, 0x7a, 0xbc, 0xaf], packed],
  [[0x89, 0x50, 0x4e, 0x47], picture],
  [[0xff, 0xd8, 0xff], picture],
];
