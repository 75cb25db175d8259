import { type EstimateReply, maxEstimates, spreadOperation } from "../../../src/shared/protocol.ts";
import type { SpreadCall } from "../creators/spread-call.ts";
import { send } from "./send.ts";

/** What a call would do now. */
export type Outcome = EstimateReply["outcomes"][number];

/** What loading would come to. */
export interface Estimate {
  readonly calls: number;
  /** Calls that will be sent, and billed if they succeed. */
  readonly billed: number;
  readonly cached: number;
  /** Calls that may have been paid for already, and are sent only after a question. */
  readonly unsure: number;
  /** Calls that would fail unsent: closed by an earlier answer, or beyond the budget. */
  readonly closed: number;
}

/** Asks the server what each call would do, in their order; nothing is sent to the vendor. @throws ServerError */
export async function askOutcomes(calls: readonly SpreadCall[], signal?: AbortSignal): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < calls.length; from += maxEstimates) {
    const parameters = calls
      .slice(from, from + maxEstimates)
      .map(({ id, variant: { range, type } }) => ({ oAuthorId: id, range, type }));
    const body = { operation: spreadOperation, parameters };
    // Safe: the server is this page's own, of the same version.
    outcomes.push(...((await send("/api/estimate", signal, body)) as EstimateReply).outcomes);
  }
  return outcomes;
}

export function countOutcomes(outcomes: readonly Outcome[]): Estimate {
  const count = (wanted: Outcome): number => outcomes.filter((each) => each === wanted).length;
  const [billed, cached, unsure] = [count("send"), count("cached"), count("unsure")];
  return { calls: outcomes.length, billed, cached, unsure, closed: outcomes.length - billed - cached - unsure };
}

/** Whether none of the calls can be sent, because an earlier answer or the budget does not allow it. */
export function isShut(outcomes: readonly Outcome[]): boolean {
  const isClosed = outcomes.some((outcome) => outcome === "closed" || outcome === "over-budget");
  return isClosed && !outcomes.some((outcome) => outcome === "send" || outcome === "unsure");
}
