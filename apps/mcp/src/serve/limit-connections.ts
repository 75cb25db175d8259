import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Holds connections to a number. Whoever sits there without a whole request gives way to whoever comes, the longest first: else a few
 * thousand connections that say nothing would keep everybody out. Where all have a request under way, the newcomer goes.
 */
export function limitConnections(server: Server, most: number): void {
  /** Each with its last request, the ones that were answered longest ago first. */
  const open = new Map<Socket, IncomingMessage | undefined>();
  server.on("connection", (socket) => {
    if (open.size >= most) {
      const idle = findIdle(open);
      (idle ?? socket).destroy();
      if (idle === undefined) return;
      open.delete(idle);
    }
    open.set(socket, undefined);
    socket.once("close", () => open.delete(socket));
  });
  server.on("request", (incoming, outgoing) => {
    const { socket } = incoming;
    open.set(socket, incoming);
    outgoing.once("close", () => {
      // A client may have sent the next one already.
      if (open.get(socket) !== incoming) return;
      open.delete(socket);
      if (!socket.destroyed) open.set(socket, undefined);
    });
  });
}

function findIdle(open: ReadonlyMap<Socket, IncomingMessage | undefined>): Socket | undefined {
  for (const [socket, request] of open) if (request?.complete !== true) return socket;
  return undefined;
}
