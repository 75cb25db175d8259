import type { ServerResponse } from "node:http";
import { envelope } from "./replies.ts";
import { startServer } from "./start-server.ts";

/** What the server does with one request. `billed` ones are carried out and paid for, whatever the client gets to see. */
export type Outcome =
  | { readonly type: "code"; readonly code: number; readonly retryAfter?: string | undefined }
  | { readonly type: "lost"; readonly how: Loss; readonly billed: boolean };

export interface BillingServer {
  readonly url: string;
  /** Sets what happens to the requests of one call, in order; what comes after is billed and answered with 0. */
  plan(id: string, outcomes: readonly Outcome[]): void;
  /** The server's own ledger: how many requests of a call arrived, and how many of them it billed. */
  statement(id: string): { readonly arrivals: number; readonly billed: number };
}

/** A vendor that keeps its own books, for as long as the test runs. */
export async function startBillingServer(): Promise<BillingServer> {
  const plans = new Map<string, { outcomes: Outcome[]; arrivals: number; billed: number }>();
  const url = await startServer((request, response) => {
    const account = plans.get(new URL(request.url ?? "", "http://host").searchParams.get("id") ?? "");
    if (account === undefined) throw new Error("a call that nobody planned");
    account.arrivals += 1;
    const outcome = account.outcomes.shift() ?? { type: "code", code: 0 };
    if (outcome.type === "code" ? outcome.code === 0 : outcome.billed) account.billed += 1;
    respond(response, outcome);
  });
  return {
    url,
    plan: (id, outcomes) => void plans.set(id, { outcomes: [...outcomes], arrivals: 0, billed: 0 }),
    statement: (id) => plans.get(id) ?? { arrivals: 0, billed: 0 },
  };
}

function respond(response: ServerResponse, outcome: Outcome): void {
  if (outcome.type === "lost") return void lose(response, outcome.how);
  if (outcome.retryAfter !== undefined) response.setHeader("retry-after", outcome.retryAfter);
  response.end(envelope(outcome.code));
}

/** The ways in which a client never learns what became of its request. */
export const losses = [
  "no reply",
  "reset",
  "cut body",
  "half a JSON",
  "gateway's page",
  "redirect",
  "unknown code",
] as const;

type Loss = (typeof losses)[number];

function lose(response: ServerResponse, how: Loss): unknown {
  switch (how) {
    case "no reply":
      return undefined;
    case "reset":
      return response.socket?.resetAndDestroy();
    case "cut body":
      return response.writeHead(200, { "content-length": 99 }).write('{"code":0,', () => response.destroy());
    case "half a JSON":
      return response.end('{"code":0,"data":{');
    case "gateway's page":
      return response.writeHead(502).end("<html></html>");
    case "redirect":
      return response.writeHead(302, { location: "/elsewhere" }).end();
    case "unknown code":
      return response.end(envelope(777));
  }
}
