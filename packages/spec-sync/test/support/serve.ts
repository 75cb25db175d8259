import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { onTestFinished } from "vitest";

/** Serves on loopback until the test is over; resolves to the origin. */
export async function serve(
  listener: RequestListener,
  onConnect?: (request: IncomingMessage, client: Duplex) => void,
): Promise<string> {
  const server = createServer(listener);
  if (onConnect !== undefined) server.on("connect", onConnect);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // Safe: a server on a TCP port has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
