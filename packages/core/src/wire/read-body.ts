import type { Reply } from "./adapt-reply.ts";
import type { Cut } from "./wire.ts";

/** Reads a reply to its last byte, as text without a byte-order mark; `undefined` past `maxBytes`, unbuffered. */
export async function readBody(response: Reply, maxBytes: number, cut: Cut): Promise<string | undefined> {
  const { body, headers, status: httpStatus } = response;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const contentType = headers?.get?.("content-type") ?? "";
  const read = (): string => decode(chunks, contentType);
  cut.takeSoFar = () => {
    const soFar = { type: "broken", phase: "body", httpStatus, headers } as const;
    try {
      return { ...soFar, text: read() };
    } catch {
      return soFar; // a stream of the caller's may bring anything
    }
  };
  // Over already: a `fetch` of the caller's did not heed the signal, and nobody waits for what it brings.
  if (cut.signal.aborted || Number(headers?.get?.("content-length")) > maxBytes) {
    await discard(body);
    return undefined;
  }
  // Other makes of `fetch` have another stream or none. Better a text too long than a reply that is paid and lost.
  if (!body?.getReader) return response.text();
  const reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer> | string> = body.getReader();
  cut.giveUp = () => void discard(reader);
  let size = 0;
  for (;;) {
    const { done, value: piece } = await reader.read();
    if (done) return read();
    const value = toBytes(piece);
    size += value.byteLength;
    if (size > maxBytes) {
      await discard(reader);
      return undefined;
    }
    chunks.push(value);
  }
}

/** A stub's stream may bring texts. */
function toBytes(piece: Uint8Array<ArrayBuffer> | string): Uint8Array<ArrayBuffer> {
  return typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
}

const utf8 = new TextDecoder();

/** In the charset of the byte-order mark or the header; else in UTF-8, as JSON is. */
function decode([first, ...others]: readonly Uint8Array<ArrayBuffer>[], contentType: string): string {
  // Copied, for a piece may be a plain buffer whatever its type says.
  const [high = 0, low = 0] = new Uint8Array(first?.slice(0, 2) ?? []);
  let charset = /charset="?([^\s";]+)/i.exec(contentType)?.[1];
  if (high + low === 0xfe + 0xff) charset = high < low ? "utf-16be" : "utf-16le";
  let decoder = utf8;
  try {
    if (charset !== undefined) decoder = new TextDecoder(charset);
  } catch {
    // The platform does not know it.
  }
  if (decoder.encoding === "windows-1252") decoder = utf8; // many servers say Latin-1 or ASCII, whatever they send
  if (others.length === 0) return decoder.decode(first); // as nearly every reply comes
  return [first, ...others].map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

/** Gives a reply up, so that its connection is not held. */
export async function discard(body: { cancel(): Promise<void> } | null): Promise<void> {
  try {
    await body?.cancel();
  } catch {
    // It had failed already.
  }
}
