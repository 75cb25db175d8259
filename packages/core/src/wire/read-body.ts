import type { Reply } from "./adapt-reply.ts";
import type { Chunk, Decode } from "./decode-text.ts";
import type { Cut } from "./wire.ts";

/** How much is read of a body, and how. */
export interface BodyRules {
  readonly maxBytes: number;
  readonly decode: Decode;
}

/** Reads a reply to its last byte, as text; `undefined` past `maxBytes`, unbuffered. */
export async function readBody(
  response: Reply,
  { maxBytes, decode }: BodyRules,
  cut: Cut,
): Promise<string | undefined> {
  const { body, headers, status: httpStatus } = response;
  const chunks: Chunk[] = [];
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
  const reader: ReadableStreamDefaultReader<Chunk> = body.getReader();
  cut.giveUp = () => void discard(reader);
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return read();
    size += typeof value === "string" ? value.length : value.byteLength;
    if (size > maxBytes) {
      await discard(reader);
      return undefined;
    }
    chunks.push(value);
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
