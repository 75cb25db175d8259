import type { Reply } from "./adapt-reply.ts";

/** What a stream brings: bytes, or texts where it is a test's. Plain ones: TypeScript 5.6 knows no `Uint8Array<…>`. */
export type Chunk = Uint8Array | string;

/** Makes a text of what a body brought. */
export type Decode = (chunks: readonly Chunk[], headers: Reply["headers"]) => string;

/** Named like this because Node's own types know the value only. */
export type Decoder = InstanceType<typeof TextDecoder>;

const utf8 = new TextDecoder();

/** In UTF-8, as JSON is, without a byte-order mark. */
export const decodeText: Decode = (chunks) => decodeWith(utf8, chunks);

export function decodeWith(decoder: Decoder, chunks: readonly Chunk[]): string {
  // Safe: a decoder throws at what is no bytes.
  const [first, ...others] = chunks as readonly Uint8Array<ArrayBuffer>[];
  if (others.length === 0) return decoder.decode(first); // as nearly every reply comes
  return [first, ...others].map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}
