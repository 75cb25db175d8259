import type { CreatorState } from "./creator-row.ts";
import type { SpreadCall } from "./spread-call.ts";

/** Calls without figures, by what asking for them could cost. */
export interface Unanswered {
  /** Failed, certainly not paid for: each costs one call if it succeeds now. */
  readonly unbilled: readonly SpreadCall[];
  /** Failed, perhaps paid for: asking again may be paid for twice. */
  readonly unknown: readonly SpreadCall[];
  /** Asked for and not sent. */
  readonly stopped: readonly SpreadCall[];
  /** Not asked for yet, because that costs. */
  readonly missing: readonly SpreadCall[];
}

/** Sorts the calls of a table that have no figures. One that was billed and is of no use stays what it is. */
export function sortUnanswered(calls: readonly SpreadCall[], find: (call: SpreadCall) => CreatorState): Unanswered {
  const pick = (isMeant: (state: CreatorState) => boolean): readonly SpreadCall[] =>
    calls.filter((call) => isMeant(find(call)));
  return {
    unbilled: pick((state) => state.status === "failed" && state.failure.billing === "unbilled"),
    unknown: pick((state) => state.status === "failed" && state.failure.billing === "unknown"),
    stopped: pick(({ status }) => status === "stopped"),
    missing: pick(({ status }) => status === "missing"),
  };
}
