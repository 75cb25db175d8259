import type { Reply } from "./adapt-reply.ts";
import type { Cut } from "./wire.ts";

/** Reads a reply to its last byte as UTF-8 without a byte-order mark; `undefined` past `maxBytes`, unbuffered. */
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
  for (;;) {
    const { done, value } = await reader.read();
    // Nearly every reply comes in one piece.
    if (done) return chunks.length > 1 ? new Blob(chunks).text() : utf8.decode(chunks[0]);
    size += value.byteLength;
    if (size > maxBytes) {
      await discard(reader);
      return undefined;
    }
    chunks.push(value);
  }
}

const utf8 = new TextDecoder();

/** Gives a reply up, so that its connection is not held. */
export async function discard(body: { cancel(): Promise<void> } | null): Promise<void> {
  try {
    await body?.cancel();
  } catch {
    // It had failed already.
  }
}
