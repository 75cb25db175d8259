import type { Failure } from "../../../src/shared/protocol.ts";
import type { Messages } from "./english.ts";

/** What happened, and what trying again could cost. */
export interface FailureText {
  readonly reason: string;
  readonly cost: string;
  /** For the vendor's support; empty when there is nothing. */
  readonly details: string;
}

/** A failure in the reader's words. */
export function describeFailure(failure: Failure, { failures }: Messages): FailureText {
  const { kind, code, billing, vendorMessage, requestId } = failure;
  const details = [
    ...(vendorMessage === undefined ? [] : [`${failures.vendorSays} ${vendorMessage}`]),
    ...(requestId === undefined ? [] : [`${failures.requestId} ${requestId}`]),
  ];
  return {
    reason: code === undefined ? failures.kinds[kind] : (failures.codes[code] ?? failures.unexplained(code)),
    cost: failures.costs[billing],
    details: details.join(" · "),
  };
}
