import { gunzipSync } from "node:zlib";

const blockSize = 512;
const maxBytes = 256 * 1024 * 1024;

/**
 * Reads the regular files of an npm tarball, without the folder `package/` that npm puts around them. Packed by npm and
 * pnpm as ustar, one header block a file; a long name continues in the header's prefix.
 * @throws Error for what they never write: links, extended headers and a path that comes twice, which others might read
 * in another way than this does
 */
export function readTarball(tarball: Uint8Array): Map<string, Buffer> {
  const archive = gunzipSync(tarball, { maxOutputLength: maxBytes });
  const files = new Map<string, Buffer>();
  for (let at = 0; at + blockSize <= archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + blockSize);
    const size = Number.parseInt(readText(header, 124, 12), 8);
    if (Number.isNaN(size)) throw new Error(`the tarball is damaged: no size in the header at byte ${at}`);
    const type = readText(header, 156, 1);
    const path = [readText(header, 345, 155), readText(header, 0, 100)].filter((part) => part !== "").join("/");
    const name = path.replace(/^package\//u, "");
    if (!["", "0", "5"].includes(type) || files.has(name))
      throw new Error(`the tarball is no npm tarball: ${JSON.stringify(name)}`);
    if (type !== "5") files.set(name, archive.subarray(at + blockSize, at + blockSize + size));
    at += blockSize + Math.ceil(size / blockSize) * blockSize;
  }
  return files;
}

function readText(header: Buffer, start: number, length: number): string {
  return header
    .toString("utf8", start, start + length)
    .replace(/\0.*$/su, "")
    .trim();
}
