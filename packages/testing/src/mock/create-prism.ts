import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpConfig,
  type IHttpRequest,
  ProblemJsonError,
} from "@stoplight/prism-http";
import { type DocumentOperation, showReferences } from "../document/read-operations.ts";
import { type Answer, createProblem } from "./create-problem.ts";
import type { ReadRequest } from "./read-request.ts";

/** Answers requests of one document's operations. */
export interface Prism {
  /** Judges a request against its operation and answers with the example of `code`, or with a refusal. */
  answer(request: ReadRequest, operation: DocumentOperation, code: string): Promise<Answer>;
}

/** Prism's logger, which would be a package of its own to ask for. */
const silence = { debug: ignore, info: ignore, warn: ignore, error: ignore, success: ignore, child: () => silence };

function ignore(): void {}

type HttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

const config: Omit<IHttpConfig, "mock" | "isProxy" | "upstream"> = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
};

/** Creates a Prism that reads an operation when it is first asked for, so that starting takes no time. */
export function createPrism(): Prism {
  const instance = createInstance({ ...config, isProxy: false, mock: { dynamic: false } }, { logger: silence });
  const loaded = new Map<string, Promise<readonly HttpOperation[]>>();

  const load = (operation: DocumentOperation): Promise<readonly HttpOperation[]> => {
    const known = loaded.get(operation.operation);
    if (known !== undefined) return known;
    const loading = loadOperation(operation);
    loaded.set(operation.operation, loading);
    return loading;
  };

  return {
    async answer(request, operation, code) {
      const body = parseBody(request);
      if (body === malformed) return createProblem(400, "The body is not JSON");
      const status = operation.statuses.get(code);
      const outcome = await instance.request(
        {
          // Safe: a document has only methods that Prism knows.
          method: operation.method as IHttpRequest["method"],
          url: { path: operation.writePath(request.encodedPath), query: request.query },
          headers: request.headers,
          body,
        },
        // One operation and not the document's: Prism's time for a request grows with their number.
        [...(await load(operation))],
        {
          ...config,
          isProxy: false,
          mock: { dynamic: false, ...(status !== undefined && { code: status, exampleKey: `code-${code}` }) },
        },
      )();
      // oxlint-disable-next-line no-underscore-dangle -- the name is fp-ts's
      if (outcome._tag === "Left") return translateFailure(outcome.left);
      const { statusCode, headers, body: replyBody } = outcome.right.output;
      return {
        httpStatus: statusCode,
        contentType: headers?.["Content-type"] ?? "application/json",
        body: showReferences(replyBody),
      };
    },
  };
}

async function loadOperation({ writeDocument, method }: DocumentOperation): Promise<HttpOperation[]> {
  const operations = await getHttpOperationsFromSpec(writeDocument());
  return operations.filter((operation) => operation.method === method);
}

const malformed = Symbol("malformed");

function parseBody({ body, headers }: ReadRequest): unknown {
  if (body === undefined || headers["content-type"]?.includes("json") !== true) return body ?? null;
  try {
    return JSON.parse(body);
  } catch {
    return malformed;
  }
}

function translateFailure(error: Error): Answer {
  const problem = ProblemJsonError.toProblemJson(error);
  return { httpStatus: problem.status, contentType: "application/problem+json", body: problem };
}
