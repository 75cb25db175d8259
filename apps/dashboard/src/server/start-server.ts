import { serve } from "@hono/node-server";
import { type AppOptions, createApp } from "./create-app.ts";

/** A running server. */
export interface RunningServer extends AsyncDisposable {
  /** Where to open the page. */
  readonly url: string;
  /** Takes no further requests, and resolves when those under way have been answered. */
  close(): Promise<void>;
}

/** Serves the page and its calls. @throws the system's error when the port is taken */
export function startServer(
  options: AppOptions,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const { promise, resolve, reject } = Promise.withResolvers<RunningServer>();
  const server = serve({ fetch: createApp(options).fetch, hostname: host, port }, ({ port: bound }) => {
    resolve({
      url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
      close,
      [Symbol.asyncDispose]: close,
    });
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise((done) => {
      server.close(() => done());
      // What idles in between is let go; what is under way may have been paid for, and is answered.
      if ("closeIdleConnections" in server) server.closeIdleConnections();
    });
    return closing;
  };
  server.once("error", reject);
  return promise;
}
