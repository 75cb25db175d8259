import type { Reply } from "./adapt-reply.ts";
import type { Cut } from "./wire.ts";

/** Reads a reply to its last byte, as text without a byte-order mark; `undefined` past `maxBytes`, unbuffered. */
export async function readBody(response: Reply, maxBytes: number, cut: Cut): Promise<string | undefined> {
  const { body } = response;
  // Over already: a `fetch` of the caller's did not heed the signal, and nobody waits for what it brings.
  if (cut.signal.aborted || Number(response.headers?.get?.("content-length")) > maxBytes) {
    await discard(body);
    return undefined;
  }
  // Other makes of `fetch` have another stream or none. Better a text too long than a reply that is paid and lost.
  if (!body?.getReader) return response.text();
  const reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> = body.getReader();
  cut.giveUp = () => void discard(reader);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  cut.readSoFar = () => decode(chunks, response.headers?.get?.("content-type") ?? null);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return cut.readSoFar();
    size += value.byteLength;
    if (size > maxBytes) {
      await discard(reader);
      return undefined;
    }
    chunks.push(value);
  }
}

function decode(chunks: readonly Uint8Array<ArrayBuffer>[], contentType: string | null): string {
  const [first] = chunks;
  const decoder = chooseDecoder(first ?? [], contentType);
  if (chunks.length < 2) return decoder.decode(first); // as nearly every reply comes
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

const utf8 = new TextDecoder();

/** By the byte-order mark, or by the header; else UTF-8, as JSON is. */
function chooseDecoder([high, low]: Iterable<number>, contentType: string | null): TextDecoder {
  let charset = /charset="?([^\s";]+)/i.exec(contentType ?? "")?.[1];
  if (high === 0xff && low === 0xfe) charset = "utf-16le";
  if (high === 0xfe && low === 0xff) charset = "utf-16be";
  if (charset === undefined) return utf8;
  try {
    const decoder = new TextDecoder(charset);
    // Many servers say Latin-1 or ASCII, whatever they send.
    return decoder.encoding === "windows-1252" ? utf8 : decoder;
  } catch {
    return utf8; // the platform does not know it
  }
}

/** Gives a reply up, so that its connection is not held. */
export async function discard(body: { cancel(): Promise<void> } | null): Promise<void> {
  try {
    await body?.cancel();
  } catch {
    // It had failed already.
  }
}
