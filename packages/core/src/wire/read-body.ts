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
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode() };
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await discard(reader);
      return "too-large";
    }
    text += decoder.decode(value, { stream: true });
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
