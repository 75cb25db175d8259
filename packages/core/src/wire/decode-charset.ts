import { type Chunk, type Decode, type Decoder, decodeText, decodeWith } from "./decode-text.ts";
import { readHeader } from "./read-header.ts";

/** In the charset of the byte-order mark or the header; else in UTF-8, as JSON is. */
export const decodeCharset: Decode = (chunks, headers) => {
  const bytes = chunks.map(toBytes);
  const [first] = bytes;
  // It may be a plain buffer, whatever its type says.
  const { 0: high = 0, 1: low = 0 } = ArrayBuffer.isView(first) ? first : new Uint8Array(first ?? []);
  let charset = /charset="?([^\s";]+)/i.exec(readHeader(headers, "content-type") ?? "")?.[1];
  if (high + low === 0xfe + 0xff) charset = high < low ? "utf-16be" : "utf-16le";
  const decoder = charset && createDecoder(charset);
  return decoder ? decodeWith(decoder, bytes) : decodeText(bytes, headers);
};

export function toBytes(chunk: Chunk): Uint8Array {
  return typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
}

function createDecoder(charset: string): Decoder | undefined {
  try {
    const decoder = new TextDecoder(charset);
    // Many servers say Latin-1 or ASCII, whatever they send.
    return decoder.encoding === "windows-1252" ? undefined : decoder;
  } catch {
    return undefined; // the platform does not know it
  }
}
