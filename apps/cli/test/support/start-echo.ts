import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One request as a server sees it. */
export interface Heard {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

export interface EchoServer extends AsyncDisposable {
  readonly url: string;
  readonly heard: Heard[];
  /** What it answers with, instead of a success. */
  failure?: { readonly status: number; readonly body: string } | undefined;
}

/** Starts a server that answers every request as a success and keeps what it heard. */
export async function startEcho(): Promise<EchoServer> {
  const heard: Heard[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    heard.push({
      method: request.method ?? "",
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
      form: Object.fromEntries(new URLSearchParams(await text(request))),
    });
    response.setHeader("content-type", "application/json");
    if (echo.failure !== undefined) {
      response.statusCode = echo.failure.status;
      response.end(echo.failure.body);
      return;
    }
    response.end('{"code":0,"message":null,"data":{"answer":42}}');
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // safe: a TCP server that listens has one
  const echo: EchoServer = {
    url: `http://127.0.0.1:${port}`,
    heard,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return echo;
}
