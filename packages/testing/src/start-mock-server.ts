import { refuseUnknown } from "@just-one/options/refuse-unknown";
import { checkCode } from "./check-code.ts";
import { createOutcomeQueue } from "./create-outcome-queue.ts";
import { createFindOperation } from "./document/find-operation.ts";
import { readOperations } from "./document/read-operations.ts";
import { loadAnswerer } from "./mock/load-answerer.ts";
import { readDefaultDocument } from "./document/read-default-document.ts";
import { listenOnLoopback } from "./listen-on-loopback.ts";
import type { Respond } from "./mock/create-answerer.ts";
import type { AnsweredRequest } from "./mock/mock-request.ts";
import type { MockServer } from "./mock/mock-server.ts";
import { serveRequest } from "./mock/serve-request.ts";

/** What a mock server answers, and where. */
export interface MockServerOptions {
  /** A parsed OpenAPI 3 document. @default the one `@just-one/api` was generated from */
  readonly document?: object | undefined;
  /** @default 0: a free one */
  readonly port?: number | undefined;
  /** Gives successful replies their `data`. @default the document's example */
  readonly respond?: Respond | undefined;
}

/**
 * Starts a mock of the Just One API in this process, on this machine's loopback address: Prism judges each request
 * by the document and answers with its examples. Prism is a peer of its own: `npm install --save-dev
 * @stoplight/prism-http`; nothing else here needs it.
 *
 * @throws Error when Prism is not installed; TypeError when the document cannot be used; the system's error when the
 * port is taken
 *
 * @example
 * ```ts
 * await using server = await startMockServer();
 * server.enqueue(["302", "0"]);
 * const client = createClient({ token: "any", baseUrl: server.url });
 * ```
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  refuseUnknown(options, { document: true, port: true, respond: true });
  const operations = readOperations(options.document ?? (await readDefaultDocument()));
  const queue = createOutcomeQueue<string>();
  const requests: AnsweredRequest[] = [];
  const createAnswerer = await loadAnswerer();
  const findOperation = createFindOperation([...operations.values()]);
  const answerRequest = createAnswerer({ operations, queue, respond: options.respond });

  const { url, close } = await listenOnLoopback((incoming, reply) => {
    void serveRequest({
      incoming,
      reply,
      findOperation,
      answerRequest,
      onAnswered: (request) => requests.push(request),
    });
  }, options.port ?? 0);

  return {
    url,
    requests,
    enqueue(codes, operation) {
      if (operation !== undefined && !operations.has(operation)) {
        throw new RangeError(`The mock's document has no operation ${JSON.stringify(operation)}`);
      }
      queue.add(codes.map(checkCode), operation);
    },
    reset() {
      queue.clear();
      requests.length = 0;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
