import { type Chunk, type Decoder, decodeText } from "./decode-text.ts";

/** In the charset of the byte-order mark or the header; else in UTF-8, as JSON is. */
export function decodeCharset(chunks: readonly Chunk[], contentType: string): string {
  const bytes = chunks.map(toBytes);
  // Copied, for a piece may be a plain buffer whatever its type says.
  const head = new Uint8Array(bytes[0]?.slice(0, 2) ?? []);
  const mark = (head[0] ?? 0) + (head[1] ?? 0) === 0xfe + 0xff && head[0];
  const named = /charset="?([^\s";]+)/i.exec(contentType)?.[1];
  return decodeText(bytes, createDecoder(mark ? `utf-16${mark === 0xfe ? "be" : "le"}` : named));
}

export function toBytes(chunk: Chunk): Uint8Array<ArrayBuffer> {
  return typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
}

function createDecoder(charset: string | undefined): Decoder | undefined {
  try {
    const decoder = charset === undefined ? undefined : new TextDecoder(charset);
    // Many servers say Latin-1 or ASCII, whatever they send.
    return decoder?.encoding === "windows-1252" ? undefined : decoder;
  } catch {
    return undefined; // the platform does not know it
  }
}
