/**
 * Reads replies packed in every way and cut at every place, over the pool and over the built-in `fetch`, now and late.
 * A process of its own, so that an exception which nobody catches ends nothing but it.
 */
import { hash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import * as zlib from "node:zlib";
import { createPooledFetch } from "@just-one/core/node";

type Pack = (bytes: Buffer) => Buffer;

const compressBrotli: Pack = (bytes) =>
  zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 2 } });

const packs: Readonly<Record<string, Pack>> = {
  gzip: (bytes) => zlib.gzipSync(bytes),
  "x-gzip": (bytes) => zlib.gzipSync(bytes),
  deflate: (bytes) => zlib.deflateSync(bytes),
  "deflate (raw)": (bytes) => zlib.deflateRawSync(bytes),
  br: (bytes) => compressBrotli(bytes),
  "gzip, br": (bytes) => compressBrotli(zlib.gzipSync(bytes)),
  " BR ,Gzip": (bytes) => zlib.gzipSync(compressBrotli(bytes)),
  "deflate, gzip, br": (bytes) => compressBrotli(zlib.gzipSync(zlib.deflateSync(bytes))),
  zstd: (bytes) => zlib.zstdCompressSync(bytes),
  "zstd, gzip": (bytes) => zlib.gzipSync(zlib.zstdCompressSync(bytes)),
  "gzip, unheard-of": (bytes) => bytes,
  "gzip, gzip, gzip, gzip, gzip, gzip": (bytes) => bytes,
};

const cuts: Readonly<Record<string, (packed: Buffer) => Buffer>> = {
  whole: (packed) => packed,
  empty: () => Buffer.alloc(0),
  "one byte": (packed) => packed.subarray(0, 1),
  "ten bytes": (packed) => packed.subarray(0, 10),
  half: (packed) => packed.subarray(0, packed.length >> 1),
  "all but ten bytes": (packed) => packed.subarray(0, -10),
  "all but one byte": (packed) => packed.subarray(0, -1),
  "with more behind it": (packed) => Buffer.concat([packed, Buffer.from("more")]),
  "something else": () => Buffer.from('{"code":0}'),
};

export interface PackedReply {
  readonly name: string;
  /** How much was read; `undefined` where reading failed. */
  readonly pool?: Read | undefined;
  readonly builtIn?: Read | undefined;
}

interface Read {
  readonly bytes: number;
  readonly isWhole: boolean;
}

const texts = [`{"code":0,"data":"${"中x".repeat(20)}"}`, randomText(300_000)];
let reply: { status: number; headers: Record<string, string | number>; body: Buffer };
const server = createServer((_request, response) => {
  response.writeHead(reply.status, reply.headers);
  // In two pieces: a decoder then sees its input end later than its first bytes.
  response.write(reply.body.subarray(0, reply.body.length >> 1), () =>
    response.end(reply.body.subarray(reply.body.length >> 1)),
  );
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
// Safe: a server that listens on TCP has such an address.
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const pooled = await createPooledFetch();

const replies: PackedReply[] = [];
for (const [encoding, pack] of Object.entries(packs)) {
  for (const original of texts) {
    const packed = pack(Buffer.from(original));
    for (const [cut, change] of Object.entries(cuts)) {
      for (const { status, late } of [
        { status: 200, late: false },
        { status: 503, late: true },
      ]) {
        const body = change(packed);
        const headers = { "content-encoding": encoding.replace(" (raw)", ""), "content-length": body.length };
        reply = { status, headers, body };
        const name = `${status} ${encoding} ${cut} ${original.length} ${late ? "late" : "now"}`;
        // With more behind a gzip, Node 22's never ends.
        const builtIn = cut === "with more behind it" ? undefined : await read(fetch, late);
        replies.push({ name, pool: await read(pooled, late), builtIn });
      }
    }
  }
}
for (const status of [204, 304]) {
  reply = { status, headers: { "content-encoding": "gzip" }, body: Buffer.alloc(0) };
  replies.push({ name: `${status}`, pool: await read(pooled, false), builtIn: { bytes: 0, isWhole: false } });
}
console.log(JSON.stringify(replies));
await pooled.close();
server.closeAllConnections();
server.close();

async function read(send: typeof fetch, late: boolean): Promise<Read | undefined> {
  try {
    const { body } = await send(url);
    for (let turns = late ? 50 : 0; turns > 0; turns -= 1) await turn();
    const reader = body?.getReader();
    const chunks: Uint8Array[] = [];
    for (;;) {
      const chunk = await reader?.read();
      if (chunk?.value === undefined) break;
      chunks.push(chunk.value);
    }
    const bytes = Buffer.concat(chunks);
    return { bytes: bytes.length, isWhole: texts.includes(bytes.toString()) };
  } catch {
    return undefined;
  }
}

/** Text that packs badly, so that what is packed is longer than what a stream holds at once. */
function randomText(length: number): string {
  const hashes = Array.from({ length: Math.ceil(length / 64) }, (_, index) => hash("sha512", `${index}`, "base64"));
  return hashes.join("").slice(0, length);
}
