import type { IncomingMessage, ServerResponse } from "node:http";
import { refuseUnknown } from "@just-one/options/refuse-unknown";
import { createOutcomeQueue } from "./create-outcome-queue.ts";
import { codeStatuses } from "./faults/code-statuses.ts";
import { type CheckedOutcome, checkOutcome, type FaultOutcome } from "./faults/fault-outcome.ts";
import type { FaultServer, LedgerLine } from "./faults/fault-server.ts";
import { faults } from "./faults/faults.ts";
import { listenOnLoopback } from "./listen-on-loopback.ts";
import type { Respond } from "./mock/create-answerer.ts";
import { describeRequest } from "./mock/describe-request.ts";
import type { MockRequest } from "./mock/mock-request.ts";
import { readRequest } from "./mock/read-request.ts";

/** What a fault server answers, and where. */
export interface FaultServerOptions {
  /** @default 0: a free one */
  readonly port?: number | undefined;
  /** Gives successful replies their `data`. @default `{}` */
  readonly respond?: Respond | undefined;
  /** Chooses what a request meets that nothing is queued for. @default a success */
  readonly choose?: ((request: MockRequest) => FaultOutcome | undefined) | undefined;
}

/**
 * Starts a server on this machine's loopback address that fails as it is told: with any business code, or in one of the
 * ways that leave a client without an answer (`faultNames`). It knows no document: every path has every operation. Its
 * own ledger says what was billed, so that a test can tell whether a client paid twice.
 *
 * @throws the system's error when the port is taken
 *
 * @example
 * ```ts
 * await using server = await startFaultServer();
 * server.enqueue(["cut-body"]);
 * await client.try(operation, parameters); // must not be tried again
 * console.log(server.sumUp()); // { arrived: 1, billed: 1 }
 * ```
 */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  refuseUnknown(options, { port: true, respond: true, choose: true });
  const queue = createOutcomeQueue<CheckedOutcome>();
  const ledger: LedgerLine[] = [];
  let followed = 0;

  const elsewhere = await listenOnLoopback((_incoming, reply) => {
    followed += 1;
    reply.end(createEnvelope("0"));
  }, 0);
  const serve = async (incoming: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const read = await readRequest(incoming);
    if (read === undefined) return void reply.writeHead(413).end();
    const request = describeRequest(read);
    const outcome = queue.take(request.operation) ?? checkOutcome(options.choose?.(request) ?? "0");
    ledger.push({ ...request, outcome: outcome.name, billed: outcome.billed });
    const isSuccess = outcome.fault !== undefined || outcome.code === "0";
    const data = isSuccess ? await options.respond?.(request) : null;
    answer(reply, outcome, { data, elsewhere: `${elsewhere.url}${incoming.url}` });
  };
  const main = await listenOnLoopback((incoming, reply) => {
    void serve(incoming, reply).catch((error: unknown) => fail(reply, error));
  }, options.port ?? 0).catch(async (error: unknown) => {
    await elsewhere.close();
    throw error;
  });

  const close = async (): Promise<void> => {
    await Promise.all([main.close(), elsewhere.close()]);
  };
  return {
    url: main.url,
    ledger,
    get followed() {
      return followed;
    },
    enqueue(outcomes, operation) {
      queue.add(outcomes.map(checkOutcome), operation);
    },
    sumUp(outcome) {
      const lines = outcome === undefined ? ledger : ledger.filter((line) => line.outcome === outcome);
      return { arrived: lines.length, billed: lines.filter(({ billed }) => billed).length };
    },
    reset() {
      queue.clear();
      ledger.length = 0;
      followed = 0;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Answer {
  readonly data: unknown;
  readonly elsewhere: string;
}

function answer(reply: ServerResponse, outcome: CheckedOutcome, { data, elsewhere }: Answer): void {
  const { fault, code = "0", retryAfter } = outcome;
  if (fault !== undefined) return faults[fault]({ reply, success: createEnvelope("0", data), elsewhere });
  if (retryAfter !== undefined) reply.setHeader("retry-after", retryAfter);
  reply.writeHead(codeStatuses.get(code) ?? 200, { "content-type": "application/json" });
  reply.end(createEnvelope(code, data));
}

/** The client went while it was sending; or `respond` or `choose` threw, and the test that gave it should see why. */
function fail(reply: ServerResponse, error: unknown): void {
  if (reply.headersSent || reply.destroyed) return void reply.destroy();
  reply.writeHead(500, { "content-type": "application/problem+json" });
  reply.end(JSON.stringify({ title: error instanceof Error ? error.message : "The fault server failed", status: 500 }));
}

function createEnvelope(code: string, data: unknown = {}): string {
  return JSON.stringify({
    code: Number(code),
    message: code === "0" ? null : `code ${code}, as it was asked for`,
    data,
    recordTime: "2026-11-24 10:00:00",
    requestId: "fault-server",
  });
}
