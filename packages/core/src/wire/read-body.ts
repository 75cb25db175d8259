/** Reads a reply to its last byte as UTF-8 without a byte-order mark; `"too-large"` past `maxBytes`, unbuffered. */
export async function readBody(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ text: string } | "too-large"> {
  const { body } = response;
  if (body === null) return { text: "" };
  if (Number(response.headers.get("content-length")) > maxBytes) {
    await discard(body);
    return "too-large";
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  // `fetch` ends the stream itself on an abort; one that was given by the caller may not.
  signal.addEventListener("abort", () => void discard(reader));
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: utf8.decode(joinChunks(chunks, bytes)) };
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await discard(reader);
      return "too-large";
    }
    chunks.push(value);
  }
}

const utf8 = new TextDecoder();

function joinChunks(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first; // nearly every reply
  const joined = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.byteLength;
  }
  return joined;
}

/** Gives a reply up, so that its connection is not held. */
export async function discard(body: { cancel(): Promise<void> } | null): Promise<void> {
  try {
    await body?.cancel();
  } catch {
    // It had failed already.
  }
}
