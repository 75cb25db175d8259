import type { ServerResponse } from "node:http";

const dripMs = 20;
const floodBytes = 256 * 1024 * 1024;
const chunk = "x".repeat(64 * 1024);

/** Sends a body a byte at a time, for as long as somebody reads it. */
export function dripBody(reply: ServerResponse): void {
  reply.write('{"code":0,"data":"');
  const timer = setInterval(() => reply.write("x"), dripMs);
  reply.once("close", () => clearInterval(timer));
}

/** Sends a huge body as fast as it is read, holding no more of it than one chunk. */
export function floodBody(reply: ServerResponse): void {
  let left = floodBytes;
  const pour = (): void => {
    while (left > 0 && !reply.destroyed) {
      left -= chunk.length;
      if (!reply.write(chunk)) return void reply.once("drain", pour);
    }
    reply.end('"}');
  };
  reply.write('{"code":0,"data":"');
  pour();
}
