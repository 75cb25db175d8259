/** An encoding of the lists that spreadsheets write. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/**
 * Tells the encoding of a list from its first bytes: by its mark, by the zeros of UTF-16, else UTF-8 where that is what it
 * is and GBK (as gb18030) where it is not, which is what Chinese spreadsheets write. Give 64 kB or the whole.
 */
export function detectEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const sample = head.subarray(0, 1024);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 8 && odd > even) return "utf-16le";
  if (even > sample.length / 8) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true }); // the last sign may be cut
    return "utf-8";
  } catch {
    return "gb18030";
  }
}

/** The text of a list, without its byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(detectEncoding(bytes)).decode(bytes);
}
