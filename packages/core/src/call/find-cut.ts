import type { Call } from "./call.ts";
import { abortedFailure, closedFailure, type Failure, timeoutFailure } from "./failure.ts";

/** Why a call that waits for its next request must not wait any longer; `undefined` while it may. */
export function findCut(call: Call): Failure | undefined {
  if (call.life?.isClosed === true) return closedFailure();
  if (call.signal?.aborted === true) return abortedFailure(call, false);
  const { deadlineMs } = call.options;
  if (deadlineMs === undefined || !call.isLate) return undefined;
  return timeoutFailure(call, { scope: "deadline", limitMs: deadlineMs }, false);
}
