import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { listOperations } from "./document/list-operations.ts";
import { checkDocument } from "./document/open-api-document.ts";
import { readDefaultDocument } from "./document/read-default-document.ts";
import { createAnswerer, type Respond } from "./mock/create-answerer.ts";
import { createOutcomeQueue } from "./mock/create-outcome-queue.ts";
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
 * by the document and answers with its examples.
 *
 * @throws TypeError when the document cannot be used; the system's error when the port is taken
 *
 * @example
 * ```ts
 * await using server = await startMockServer();
 * server.enqueue(["302", "0"]);
 * const client = createClient({ token: "any", baseUrl: server.url });
 * ```
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const document = checkDocument(options.document ?? (await readDefaultDocument()));
  const operations = listOperations(document);
  const queue = createOutcomeQueue();
  const requests: AnsweredRequest[] = [];
  const answerRequest = createAnswerer({ document, operations, queue, respond: options.respond });

  const server = createServer((incoming, reply) => {
    void serveRequest({ incoming, reply, answerRequest, onAnswered: (request) => requests.push(request) });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  // Safe: a server that listens on an address and a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closing;
  };

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    enqueue(codes, operation) {
      if (operation !== undefined && !operations.has(operation)) {
        throw new RangeError(`The mock's document has no operation ${JSON.stringify(operation)}`);
      }
      queue.add(codes, operation);
    },
    reset() {
      queue.clear();
      requests.length = 0;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
