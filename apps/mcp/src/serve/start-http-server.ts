import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { HttpApp } from "./create-http-app.ts";
import { limitConnections } from "./limit-connections.ts";
import { SettingsError } from "../settings/settings-error.ts";

/** A server that listens. */
export interface HttpServer {
  readonly url: string;
  /** Lets nobody in any more, and resolves when all that is under way is answered, or the time is over. */
  close(ms: number): Promise<void>;
}

/** What slow and many clients are held to. A body's size is limited where it is read. */
export interface HttpLimits {
  /** Milliseconds in which a request's head, and all of it, must have come. */
  readonly receiveMs: number;
  /** Connections at once; a call that waits has one. */
  readonly connections: number;
}

export const httpLimits: HttpLimits = { receiveMs: 30_000, connections: 2000 };

/** @throws SettingsError when the host or port cannot be had */
export async function startHttpServer(
  app: HttpApp,
  { host, port }: { readonly host: string; readonly port: number },
  { receiveMs, connections }: HttpLimits = httpLimits,
): Promise<HttpServer> {
  const listener = getRequestListener(
    // Safe: node:http is what is listened with, and nothing else.
    (request, env) => app(request, toFacts((env as { readonly incoming: IncomingMessage }).incoming)),
    { overrideGlobalObjects: false },
  );
  // Looked at often enough that the limit is what it says.
  const times = { requestTimeout: receiveMs, headersTimeout: receiveMs, connectionsCheckingInterval: receiveMs / 10 };
  const server = createServer(times, (incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  limitConnections(server, connections);
  const listening = Promise.withResolvers<void>();
  server.once("error", (error) => listening.reject(new SettingsError(`Cannot listen there: ${error.message}`)));
  server.listen({ host, port }, listening.resolve);
  await listening.promise;
  // Safe: a server that listens on a host and port has an address of this kind.
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: async (ms) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      // A connection that has its reply is not kept for another request; some become idle only a while later.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const timer = setTimeout(() => server.closeAllConnections(), ms);
      await promise;
      clearTimeout(timer);
      clearInterval(idle);
    },
  };
}

function toFacts({ headers, rawHeaders, socket }: IncomingMessage): Parameters<HttpApp>[1] {
  return { authorization: headers.authorization, rawHeaders, remoteAddress: socket.remoteAddress ?? "" };
}
