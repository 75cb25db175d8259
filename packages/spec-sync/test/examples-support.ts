import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Answers one request for the example of a path; `attempt` is 1 for the first request of that path. */
export type Answer = (response: ServerResponse, attempt: number) => void;

/** A server that publishes examples as the vendor does. */
export interface ExampleServer {
  url: string;
  /** The paths asked for, in order. */
  requests: string[];
  /** When each request came, in milliseconds. */
  times: number[];
}

/** Starts a server on this machine that answers for some paths and knows no other; it stops when the test is over. */
export async function startExampleServer(answers: Readonly<Record<string, Answer>>): Promise<ExampleServer> {
  const requests: string[] = [];
  const times: number[] = [];
  const server = createServer((request, response) => {
    const api = readApi(request);
    requests.push(api);
    times.push(performance.now());
    const answer = answers[api] ?? answerWith({ code: 0, data: null, message: "" });
    answer(response, requests.filter((one) => one === api).length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, times };
}

function readApi({ url = "" }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const isExpected = pathname === "/status/api-example/detail" && [...searchParams.keys()].join() === "api";
  return isExpected ? (searchParams.get("api") ?? "") : `unexpected ${url}`;
}

/** Answers with JSON; a string is sent as it is. */
export function answerWith(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Answers with an example as the vendor wraps it. */
export function answerExample(example: unknown, fields: { checkedAt?: unknown; synthetic?: unknown } = {}): Answer {
  const data = { api: "/api", checkedAt: "2026-08-21 10:00:00", synthetic: false, example, ...fields };
  return answerWith({ code: 0, data, message: "success" });
}
