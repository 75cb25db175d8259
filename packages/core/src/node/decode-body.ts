import type { Transform } from "node:stream";
// Whole, because Node 22 before 22.15 has no zstd, and a name that is missing stops a module from loading.
import * as zlib from "node:zlib";
import { ReplyBody } from "./reply-body.ts";

/** The body behind its `content-encoding`; one that we cannot undo stays as it is. */
export function decodeBody(body: ReplyBody, encoding: string | null): ReplyBody {
  if (encoding === null) return body;
  const codings = encoding.split(",").map((coding) => coding.trim().toLowerCase());
  const undone = codings.filter((coding) => coding !== "" && coding !== "identity").toReversed();
  if (undone.length > maxCodings || !undone.every((coding) => Object.hasOwn(decoders, coding))) return body;
  return undone.reduce((packed, coding) => decode(packed, coding), body);
}

// As many as the built-in `fetch` takes.
const maxCodings = 5;

/**
 * Undoes one coding. The decoder's own `end` and `error` tell how it went: `pipeline` takes its listeners away when the
 * last byte is written, and what fails after that, or is read after that, is nobody's.
 */
function decode(packed: ReplyBody, coding: string): ReplyBody {
  let decoder: Transform | undefined;
  const body = new ReplyBody({
    pause: () => decoder?.pause(),
    resume: () => decoder?.resume(),
    abort: () => {
      decoder?.destroy();
      void packed.cancel();
    },
  });
  const fail = (error: Error): void => {
    body.fail(error);
    void packed.cancel();
  };
  const createFor = (first: Uint8Array): Transform | undefined =>
    decoders[coding]?.(first)
      ?.on("data", (chunk: Uint8Array) => body.push(chunk))
      .on("error", fail)
      .on("end", () => {
        body.end();
        void packed.cancel(); // what comes behind the end is none of the reply's
      });

  /** Without a byte there is nothing to decode: not after 204, not after a `content-length` of 0. */
  const pump = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await packed.read();
      if (done) break;
      decoder ??= createFor(value);
      await write(decoder, value);
    }
    if (decoder === undefined) body.end();
    else decoder.end();
  };
  pump().catch(fail);
  return body;
}

/** Resolves when there is room for more; never, when the decoder is done with its input. */
function write(decoder: Transform | undefined, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => void decoder?.write(chunk, () => resolve()));
}

/** Gives out what there is at once, and takes an end that comes early for the end, as the built-in `fetch` does. */
const flushed = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };

const decoders: Readonly<Record<string, (first: Uint8Array) => Transform | undefined>> = {
  gzip: () => zlib.createGunzip(flushed),
  "x-gzip": () => zlib.createGunzip(flushed),
  // Some servers send it without zlib's head, whose first byte ends in 8.
  deflate: ([head = 0]) => ((head & 0x0f) === 8 ? zlib.createInflate(flushed) : zlib.createInflateRaw(flushed)),
  br: () =>
    zlib.createBrotliDecompress({
      flush: zlib.constants.BROTLI_OPERATION_FLUSH,
      finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
    }),
  ...(typeof zlib.createZstdDecompress === "function" && {
    zstd: () =>
      zlib.createZstdDecompress({
        flush: zlib.constants.ZSTD_e_continue,
        finishFlush: zlib.constants.ZSTD_e_continue,
      }),
  }),
};
