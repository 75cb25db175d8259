import type { OutcomeQueue } from "../create-outcome-queue.ts";
import type { DocumentOperation } from "../document/read-operations.ts";
import { isObject } from "../is-object.ts";
import { createPrism } from "./create-prism.ts";
import { type Answer, createProblem } from "./create-problem.ts";
import type { MockRequest } from "./mock-request.ts";
import type { ReadRequest } from "./read-request.ts";

/**
 * Returns the `data` of a successful reply, or `undefined` for the document's example. It may take its time: the reply
 * waits. A `JSON.rawJSON` value goes out as it is, so that integers beyond 2^53 stay whole.
 */
export type Respond = (request: MockRequest) => unknown;

/** Decides how a request is answered. */
export type AnswerRequest = (read: ReadRequest, request: MockRequest) => Promise<Answer>;

export interface AnswererParts {
  readonly operations: ReadonlyMap<string, DocumentOperation>;
  readonly queue: OutcomeQueue<string>;
  readonly respond: Respond | undefined;
}

/** Creates what answers: a missing token first, then the queue, then Prism's judgement, then `respond`. */
export function createAnswerer({ operations, queue, respond }: AnswererParts): AnswerRequest {
  const prism = createPrism();
  return async (read, request) => {
    const operation = operations.get(request.operation);
    if (operation === undefined) return createProblem(404, `The document has no operation ${request.operation}`);
    if (!request.hasToken) return createEnvelope(100, "token missing", operation.statuses.get("100"));

    const code = queue.take(request.operation) ?? readPreferredCode(read) ?? "0";
    const answer = await prism.answer(read, operation, code);
    if (answer.httpStatus >= 400 && isSuccess(answer)) return createEnvelope(400, "invalid parameters", 400);
    if (!isSuccess(answer)) return answer;
    if (code !== "0") return createEnvelope(Number(code), "this code has no example in the document");
    const data = await respond?.(request);
    return data === undefined ? answer : { ...answer, body: { ...answer.body, data } };
  };
}

/** Prism's own way to ask for an example: `Prefer: example=code-302`. */
function readPreferredCode({ headers }: ReadRequest): string | undefined {
  return /example="?code-(\d{1,9})\b/.exec(headers["prefer"] ?? "")?.[1];
}

type Success = Answer & { readonly body: { readonly code: 0 } };

// A document without named examples gets an answer made from its schema, whose code is 0 even where it refuses.
function isSuccess(answer: Answer): answer is Success {
  return isObject(answer.body) && answer.body["code"] === 0;
}

function createEnvelope(code: number, message: string, httpStatus = 200): Answer {
  return { httpStatus, contentType: "application/json", body: { code, message, data: null } };
}
