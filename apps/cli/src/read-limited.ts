import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { CliError } from "./cli-error.ts";
import { exitCodes } from "./exit-code.ts";

/**
 * Reads a file, or a stream, of which nobody knows how long it is: a device has no end.
 *
 * @throws RangeError where there is more than `maxBytes`
 * @throws CliError once it is interrupted
 */
export async function readLimited(
  source: string | NodeJS.ReadableStream,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal?: AbortSignal },
): Promise<Buffer> {
  const stream = typeof source === "string" ? createReadStream(source) : Readable.from(source);
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(new CliError("interrupted; nothing was sent", exitCodes.interrupted));
  signal?.addEventListener("abort", stop);
  try {
    if (signal?.aborted === true) stop();
    // it is not waited for the stream's own end: a pipe that nobody writes to cannot even be opened
    return await Promise.race([stopped.promise, readAll(stream, maxBytes)]);
  } finally {
    signal?.removeEventListener("abort", stop);
    stream.destroy();
  }
}

async function readAll(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const piece = Buffer.from(chunk as Buffer | string); // a terminal's may be text
    bytes += piece.length;
    if (bytes > maxBytes) throw new RangeError(`over ${Math.round(maxBytes / 1024 / 1024)} MB`);
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}
