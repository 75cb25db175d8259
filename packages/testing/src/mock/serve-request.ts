import type { IncomingMessage, ServerResponse } from "node:http";
import type { FindOperation } from "../document/find-operation.ts";
import { isObject } from "../is-object.ts";
import type { AnswerRequest } from "./create-answerer.ts";
import { type Answer, createProblem } from "./create-problem.ts";
import { describeRequest } from "./describe-request.ts";
import type { AnsweredRequest } from "./mock-request.ts";
import { readRequest } from "./read-request.ts";

export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly reply: ServerResponse;
  readonly findOperation: FindOperation;
  readonly answerRequest: AnswerRequest;
  readonly onAnswered: (request: AnsweredRequest) => void;
}

/** Reads one request, has it answered, and sends the answer. Never rejects: what goes wrong becomes a 500. */
export async function serveRequest(exchange: Exchange): Promise<void> {
  const { incoming, reply, findOperation, answerRequest, onAnswered } = exchange;
  try {
    const read = await readRequest(incoming);
    if (read === undefined) return send(reply, createProblem(413, "The body is too large"));
    if (read.method === "OPTIONS") return send(reply, { httpStatus: 204, contentType: "text/plain", body: undefined });
    const request = describeRequest(read, findOperation(read.method, read.encodedPath));
    const answer = await answerRequest(read, request);
    onAnswered({ ...request, httpStatus: answer.httpStatus, ...readCode(answer) });
    send(reply, answer);
  } catch (error) {
    send(reply, createProblem(500, error instanceof Error ? error.message : "The mock failed"));
  }
}

function readCode({ body }: Answer): { code?: number } {
  return isObject(body) && typeof body["code"] === "number" ? { code: body["code"] } : {};
}

function send(reply: ServerResponse, { httpStatus, contentType, body }: Answer): void {
  if (reply.destroyed || reply.headersSent) return;
  // A page in a browser may be what is being tested.
  reply.writeHead(httpStatus, {
    "content-type": contentType,
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "*",
    "access-control-allow-methods": "*",
  });
  reply.end(body === undefined ? undefined : JSON.stringify(body));
}
