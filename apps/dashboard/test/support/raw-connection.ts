import { once } from "node:events";
import { connect } from "node:net";

/** A connection on which anything can be sent, also half of a request. */
export interface RawConnection extends Disposable {
  send(text: string): void;
  /** All that came back, once the server has closed the connection. */
  readonly ended: Promise<string>;
}

/** Connects to a server of this machine. */
export async function openRawConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
  socket.on("error", () => undefined);
  socket.on("close", () => resolve(text));
  await once(socket, "connect");
  return {
    send: (half) => void socket.write(half),
    ended,
    [Symbol.dispose]: () => socket.destroy(),
  };
}
