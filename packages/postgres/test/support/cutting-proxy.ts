import { connect, createServer, type Socket } from "node:net";
import type { Connection } from "@just-one/postgres-server";

/** Stands between a pool and its server, and cuts connections at a point of the tester's choice. */
export interface CuttingProxy {
  readonly port: number;
  /** Cuts the connections on which such a statement was sent, once the server has answered it: nobody hears of that. */
  cutAnswerTo(text: string, times?: number): void;
  /** Cuts those on which such a statement is about to be sent: the server never gets it. */
  cutBefore(text: string, times?: number): void;
  /** Cuts all connections. */
  cutNow(): void;
  /** Swallows what the server says from now on, and leaves the connections open; `false` ends that for new ones. */
  hang(isOn: boolean): void;
  /** How many were cut. */
  readonly cuts: number;
  close(): void;
}

/** @param host where it listens */
export async function startCuttingProxy(target: Connection, host = "127.0.0.1"): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let rule: { readonly text: string; readonly when: "before" | "after" } | undefined;
  let timesLeft = 0;
  let cuts = 0;
  let isHanging = false;
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    const hangs = isHanging;
    let isDoomed = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (bytes) => {
      if (rule !== undefined && timesLeft > 0 && bytes.includes(rule.text)) {
        timesLeft -= 1;
        cuts += 1;
        if (rule.when === "before") return end();
        isDoomed = true;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (isDoomed) return end();
      if (!hangs && !isHanging) client.write(bytes);
    });
    client.on("close", end);
    upstream.on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const setRule = (when: "before" | "after", text: string, times: number): void => {
    rule = { text, when };
    timesLeft = times;
  };
  return {
    port: address.port,
    cutAnswerTo: (text, times = 1) => setRule("after", text, times),
    cutBefore: (text, times = 1) => setRule("before", text, times),
    hang: (isOn) => (isHanging = isOn),
    get cuts() {
      return cuts;
    },
    cutNow: () => sockets.forEach((socket) => socket.destroy()),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
