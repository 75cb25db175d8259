import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { envelope } from "../replies.ts";
import { startServer } from "../start-server.ts";
import { answerMatrix, type MatrixBooks } from "./answer-matrix.ts";

/** What suite and matrix run against. */
export interface SuiteServer {
  readonly url: string;
  readonly books: MatrixBooks;
}

/** Starts it for as long as the test runs: the scenarios, the matrix, the page and its scripts. */
export async function startSuiteServer(scripts: string): Promise<SuiteServer> {
  const books: MatrixBooks = { arrived: new Map(), billed: new Map() };
  const arrivals = new Map<string, number>();
  const server = await startServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://host");
    const id = url.searchParams.get("id") ?? "";
    if (url.pathname === "/arrivals") return void response.end(String(arrivals.get(id) ?? 0));
    if (url.pathname === "/page") return void response.setHeader("content-type", "text/html").end(page);
    if (url.pathname.endsWith(".js")) return void sendScript(response, join(scripts, url.pathname));
    if (url.pathname === "/matrix/v1") return void answerMatrix(request, response, books);
    if (request.method === "POST") return void describeForm(request, response, url);
    arrivals.set(id, (arrivals.get(id) ?? 0) + 1);
    answer(response, id, arrivals.get(id) ?? 0);
  });
  return { url: server, books };
}

const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>suite</title>`;

/** A scenario is the first word of the id, so that a test can have one of its own by adding more. */
function answer(response: ServerResponse, id: string, count: number): unknown {
  const code = /^code-(\d+)/.exec(id)?.[1];
  if (code !== undefined) {
    response.statusCode = code === "400" && !id.endsWith("-at-200") ? 400 : 200;
    return response.end(envelope(Number(code)));
  }
  switch (id.replace(/-.*/, "")) {
    case "flaky":
      return response.end(envelope(count < 3 ? 301 : 0));
    case "cut":
      response.writeHead(200, { "content-length": 1000 }).write('{"code":0,');
      return setTimeout(() => response.destroy(), 20); // the head first, then the end
    case "page":
      return response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad gateway</html>");
    case "redirect":
      return response.writeHead(302, { location: `/things/v1?id=${id}-followed` }).end();
    case "large":
      return response.end(envelope(0, { data: "x".repeat(10_000) }));
    case "hang":
      return undefined;
    case "drip":
      return drip(response);
    case "integers":
      return response.end('{"code":0,"data":{"id":7048929565493690398,"small":7}}');
    default:
      return response.end(envelope(0, { data: { name: "one" } }));
  }
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
}

/** Answers with what came, but not with the token. */
async function describeForm(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const form = new URLSearchParams(await text(request));
  const type = request.headers["content-type"]?.split(";")[0];
  const data = { type, text: form.get("text"), hasToken: form.has("token"), query: url.search };
  response.end(envelope(0, { data }));
}

async function sendScript(response: ServerResponse, path: string): Promise<void> {
  response.setHeader("content-type", "text/javascript").end(await readFile(path));
}
