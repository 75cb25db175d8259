import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { onTestFinished } from "vitest";
import { startServer } from "./start-server.ts";

/** A proxy of a test, and who asked it for what. */
export interface TestProxy {
  readonly url: string;
  /** The targets of tunnels and the URLs of forwarded requests, in order. */
  readonly asked: string[];
  /** The credentials that came with each. */
  readonly credentials: (string | undefined)[];
}

/** Opens tunnels to the server at `target`, whatever is asked for; `act` does something else to who asks for one. */
export async function startProxy(target: string, act?: (socket: Duplex) => void): Promise<TestProxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const sockets: Duplex[] = []; // no server's any more, once they are asked to be tunnels
  const url = await startServer(
    (request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(407).end();
    },
    (server) =>
      server.on("connect", (request, socket) => {
        asked.push(request.url ?? "");
        sockets.push(socket);
        credentials.push(request.headers["proxy-authorization"]);
        socket.on("error", () => undefined);
        if (act !== undefined) return act(socket);
        const { hostname, port } = new URL(target);
        const onward = connect(Number(port), hostname, () => {
          socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
          socket.pipe(onward).pipe(socket);
        });
        onward.on("error", () => socket.destroy());
        socket.on("close", () => onward.destroy());
      }),
  );
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { url, asked, credentials };
}
