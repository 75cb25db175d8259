import type { Reply } from "./adapt-reply.ts";
import type { Chunk, Decode } from "./decode-text.ts";
import { readHeader } from "./read-header.ts";
import { readStatus } from "./read-status.ts";
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
  const httpStatus = readStatus(response);
  const { body, headers } = response;
  const chunks: Chunk[] = [];
  cut.takeSoFar = () => {
    const soFar = { type: "broken", phase: "body", httpStatus, headers } as const;
    try {
      return { ...soFar, text: decode(chunks, headers) };
    } catch {
      return soFar; // a stream of the caller's may bring anything
    }
  };
  // Over already: a `fetch` of the caller's did not heed the signal, and nobody waits for what it brings.
  if (cut.signal.aborted || Number(readHeader(headers, "content-length")) > maxBytes) return discard(body);
  // Other makes of `fetch` have another stream or none. Better a text too long than a reply that is paid and lost.
  if (!body?.getReader) return response.text();
  const reader: ReadableStreamDefaultReader<Chunk> = body.getReader();
  cut.giveUp = () => discard(reader);
  for (let size = 0; !(size > maxBytes);) {
    const { done, value } = await reader.read();
    if (done) return decode(chunks, headers);
    chunks.push(value);
    size += typeof value === "string" ? value.length : value.byteLength;
  }
  return discard(reader);
}

/** Gives a reply up, so that its connection is not held. */
export async function discard(body: { cancel(): Promise<void> } | null): Promise<undefined> {
  try {
    await body?.cancel();
  } catch {
    // It had failed already.
  }
  return undefined;
}
