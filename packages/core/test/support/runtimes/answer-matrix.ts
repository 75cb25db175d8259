import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { envelope } from "../replies.ts";

/** What arrived of the matrix: how often each row's request, whole, and how often it was carried out and paid for. */
export interface MatrixBooks {
  readonly arrived: Map<string, number>;
  readonly billed: Map<string, number>;
}

/** Answers a request of the matrix as the first word of its id says; a fault hits what was carried out already. */
export async function answerMatrix(
  request: IncomingMessage,
  response: ServerResponse,
  books: MatrixBooks,
): Promise<void> {
  const query = new URL(request.url ?? "/", "http://host").searchParams;
  const id = (request.method === "POST" ? new URLSearchParams(await text(request)) : query).get("id") ?? "";
  request.resume();
  const fault = id.replace(/-.*/, "");
  const count = (books.arrived.get(id) ?? 0) + 1;
  books.arrived.set(id, count);
  const isRefused = fault === "misdirected" || fault === "busy503" || (fault === "once421" && count === 1);
  if (!isRefused) books.billed.set(id, (books.billed.get(id) ?? 0) + 1);
  answers[fault]?.(response, count);
}

const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n";

const answers: Readonly<Record<string, (response: ServerResponse, count: number) => unknown>> = {
  success: (response) => response.end(envelope(0)),
  reset: (response) => response.socket?.resetAndDestroy(),
  close: (response) => response.socket?.destroy(),
  greeting: (response) => response.socket?.end("220 ready\r\n\r\n"),
  halfhead: (response) => response.socket?.end(head),
  cut: (response) => response.socket?.end(`${head}\r\n{"code":0,`),
  resetbody: (response) =>
    response.socket?.write(`${head}\r\n{"code":0,`, () => setImmediate(() => response.socket?.resetAndDestroy())),
  misdirected: (response) => response.writeHead(421).end(envelope(400)),
  once421: (response, count) => response.writeHead(count === 1 ? 421 : 200).end(envelope(count === 1 ? 400 : 0)),
  gateway: (response) => response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad gateway</html>"),
  timeout408: (response) => response.writeHead(408, { connection: "close" }).end(),
  busy503: (response) => response.writeHead(503, { "retry-after": "0" }).end(envelope(600)),
};
