import type { ServerResponse } from "node:http";
import type { FaultName } from "./fault-name.ts";
import { dripBody, floodBody } from "./slow-bodies.ts";

/** What a fault has to work with. */
export interface FaultScene {
  readonly reply: ServerResponse;
  /** The envelope of the success that the vendor would have sent. */
  readonly success: string;
  /** A URL on another host, which answers everybody with a success. */
  readonly elsewhere: string;
}

/** Sends what its name says in place of the success. */
type Fault = (scene: FaultScene) => void;

/** What each fault does; `faultNames` tells it in words. */
export const faults: Readonly<Record<FaultName, Fault>> = {
  "reset-before-reply": ({ reply }) => resetConnection(reply),
  "reset-during-reply": ({ reply, success }) =>
    void sendHalf(reply, success, success.length).then(() => resetConnection(reply)),
  "reset-after-reply": ({ reply, success }) =>
    void reply
      .writeHead(200, { ...json, "content-length": Buffer.byteLength(success) })
      .end(success, () => setImmediate(() => resetConnection(reply))),
  "cut-body": ({ reply, success }) => void sendHalf(reply, success, success.length).then(() => reply.destroy()),
  "cut-chunk": ({ reply, success }) =>
    void reply.socket?.end(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nffff\r\n${success}`,
    ),
  "half-json": ({ reply, success }) => void reply.writeHead(200, json).end(success.slice(0, success.length / 2)),
  garbage: ({ reply }) => void reply.writeHead(200, json).end("\u0000\uFFFE{]garbage"),
  "not-http": ({ reply }) => void reply.socket?.end("220 ready\r\n\r\n"),
  "bad-gzip": ({ reply, success }) => void reply.writeHead(200, { ...json, "content-encoding": "gzip" }).end(success),
  "html-502": ({ reply }) =>
    void reply.writeHead(502, { "content-type": "text/html" }).end("<html><h1>502 Bad Gateway</h1></html>"),
  "empty-500": ({ reply }) => void reply.writeHead(500).end(),
  "wrong-length": ({ reply, success }) =>
    void reply
      .writeHead(200, { ...json, "content-length": Math.floor(Buffer.byteLength(success) / 2), connection: "close" })
      .end(success),
  drip: ({ reply }) => dripBody(reply.writeHead(200, json)),
  hang: () => undefined,
  stall: ({ reply, success }) => void sendHalf(reply, success, success.length),
  "huge-body": ({ reply }) => floodBody(reply.writeHead(200, json)),
  redirect: ({ reply, elsewhere }) => void reply.writeHead(307, { location: elsewhere }).end(),
};

const json = { "content-type": "application/json" };

function resetConnection(reply: ServerResponse): void {
  reply.socket?.resetAndDestroy();
}

/** Resolves when the half is on its way, so that what comes next does not overtake it. */
function sendHalf(reply: ServerResponse, success: string, length: number): Promise<void> {
  reply.writeHead(200, { ...json, "content-length": length });
  return new Promise((resolve) => reply.write(success.slice(0, success.length / 2), () => setImmediate(resolve)));
}
