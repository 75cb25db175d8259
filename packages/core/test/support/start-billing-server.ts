import { type FaultName, type FaultOutcome, faultNames, type Statement, startFaultServer } from "@just-one/testing";
import { onTestFinished } from "vitest";

/** What the server does with one request. `billed` ones are carried out and paid for, whatever the client gets to see. */
export type Outcome =
  | { readonly type: "code"; readonly code: number; readonly retryAfter?: string | undefined }
  | { readonly type: "lost"; readonly how: Loss; readonly billed: boolean };

export interface BillingServer {
  readonly url: string;
  /** Sets what happens to the requests of one call, in order; what comes after is billed and answered with 0. */
  plan(id: string, outcomes: readonly Outcome[]): void;
  /** The server's own ledger: how many requests of a call arrived, and how many of them it billed. */
  statement(id: string): Statement;
}

/** A vendor that keeps its own books, for as long as the test runs. */
export async function startBillingServer(): Promise<BillingServer> {
  const plans = new Map<string, FaultOutcome[]>();
  const server = await startFaultServer({
    choose({ params }) {
      const plan = plans.get(String(params["id"]));
      if (plan === undefined) throw new Error("a call that nobody planned");
      return plan.shift();
    },
  });
  onTestFinished(() => server.close());
  return {
    url: server.url,
    plan: (id, outcomes) => void plans.set(id, outcomes.map(toFaultOutcome)),
    statement(id) {
      const lines = server.ledger.filter(({ params }) => params["id"] === id);
      return { arrived: lines.length, billed: lines.filter(({ billed }) => billed).length };
    },
  };
}

/** The ways in which a client never learns what became of its request; the slow ones would take the test too long. */
export const losses: readonly Loss[] = [
  "unknown code",
  ...faultNames.filter((fault) => !["huge-body", "reset-after-reply", "cut-chunk"].includes(fault)),
];

type Loss = FaultName | "unknown code";

function toFaultOutcome(outcome: Outcome): FaultOutcome {
  if (outcome.type === "code") return outcome;
  const { how, billed } = outcome;
  return how === "unknown code" ? { code: 777, billed } : { fault: how, billed };
}
