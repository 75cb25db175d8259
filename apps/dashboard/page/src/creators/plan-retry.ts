import type { CreatorState } from "./creator-row.ts";
import type { SpreadCall } from "./spread-call.ts";

/** What pressing "Try again" beside one creator asks for. */
export interface RetryPlan {
  readonly sure: readonly SpreadCall[];
  /** May be paid for twice, as the note beside the button says. */
  readonly again: readonly SpreadCall[];
}

/**
 * Sorts the calls of one creator, the main one first. Beside the main figures stands only what became of those: another call
 * that may be paid for twice is asked for where its own note stands, which is once the main one is there.
 */
export function planRetry(calls: readonly SpreadCall[], find: (call: SpreadCall) => CreatorState): RetryPlan {
  const [main] = calls;
  const isUnsure = (call: SpreadCall): boolean => {
    const state = find(call);
    return state.status === "failed" && state.failure.billing === "unknown";
  };
  const isMainThere = main !== undefined && find(main).status === "loaded";
  return {
    sure: calls.filter((call) => !isUnsure(call)),
    again: calls.filter((call) => isUnsure(call) && (isMainThere || call === main)),
  };
}
