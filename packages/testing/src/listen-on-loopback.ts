import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Ends open connections and frees the port. Calling it again waits for the same end. */
  readonly close: () => Promise<void>;
}

/** Starts an HTTP server on this machine's loopback address; on a free port when `port` is 0. */
export async function listenOnLoopback(handle: RequestListener, port: number): Promise<Listening> {
  const server = createServer(handle);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  let closing: Promise<void> | undefined;
  return {
    // Safe: a server that listens on an address and a port has an AddressInfo.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}
