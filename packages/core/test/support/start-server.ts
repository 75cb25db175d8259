import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Starts an HTTP server on a free loopback port, for as long as the test runs; returns its URL. */
export function startServer(handler: http.RequestListener, prepare?: (server: http.Server) => void): Promise<string> {
  const server = http.createServer(handler);
  prepare?.(server);
  return listen(server, () => server.closeAllConnections());
}

/** Like `startServer`, for a server that speaks something other than HTTP. */
export function startSocketServer(handler: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    handler(socket);
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function listen(server: net.Server, closeConnections: () => void): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    closeConnections();
    server.close();
    await once(server, "close");
  });
  // Safe: a server that listens on TCP has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
