import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { admitKeyHolders, createKey, toEntrance } from "./admit-key-holders.ts";
import { type AppOptions, createApp } from "./create-app.ts";
import { explainListenError } from "./explain-listen-error.ts";
import { identify } from "./identify.ts";
import { createMockTrial } from "./operations/try-on-mock.ts";
import { createWork } from "./work.ts";

/** A running server. */
export interface RunningServer extends AsyncDisposable {
  /** Where the server is. */
  readonly url: string;
  /** Where to open the page: behind a proxy its origin, else the URL with the key that lets in. */
  readonly entrance: string;
  /** Takes no further requests, and resolves when the calls under way have been answered. */
  close(): Promise<void>;
}

/** Where to listen, and for how long to wait for others, in milliseconds. */
export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  /** For a request to arrive whole. @default 30_000 */
  readonly receiveMs?: number;
  /** When stopping, for calls under way, which may be paid for; later ones are aborted. @default 130_000 */
  readonly callsMs?: number;
  /** When stopping, for replies to be read and requests to arrive, once no call is under way. @default 1000 */
  readonly flushMs?: number;
}

/** Serves the page and its calls. @throws SettingsError when the host or port cannot be had */
export async function startServer(
  options: Omit<AppOptions, "admit" | "work" | "trial">,
  { host, port, receiveMs = 30_000, callsMs = 130_000, flushMs = 1000 }: ServerOptions,
): Promise<RunningServer> {
  const { proxy } = options.settings;
  const key = createKey();
  const work = createWork();
  const trial = createMockTrial();
  const app = createApp({
    ...options,
    work,
    trial,
    admit: proxy === undefined ? admitKeyHolders(key) : identify(proxy),
  });
  const listener = getRequestListener(app.fetch);
  let closing: Promise<void> | undefined;
  const server = createServer(
    { requestTimeout: receiveMs, headersTimeout: receiveMs, connectionsCheckingInterval: receiveMs / 4 },
    (incoming, outgoing) => {
      // Once stopping, a connection that has its reply is not kept for another request.
      outgoing.once("close", () => closing && server.closeIdleConnections());
      void listener(incoming, outgoing);
    },
  );

  const listening = Promise.withResolvers<void>();
  server.once("error", (error) => listening.reject(explainListenError(error)));
  server.listen({ host, port }, listening.resolve);
  await listening.promise;

  // Safe: a server that listens on a host and port has an address of this kind.
  const { port: bound } = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
  const stop = async (): Promise<void> => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    server.closeIdleConnections();
    await work.stop(callsMs);
    // What is left is a reply that nobody reads or a request that does not arrive: neither holds up the end.
    const timer = setTimeout(() => server.closeAllConnections(), flushMs);
    await closed;
    clearTimeout(timer);
    await trial[Symbol.asyncDispose]();
  };
  const close = (): Promise<void> => (closing ??= stop());
  return { url, entrance: proxy?.origin ?? toEntrance(url, key), close, [Symbol.asyncDispose]: close };
}
