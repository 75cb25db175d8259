import type { Failure } from "../../../src/shared/protocol.ts";
import type { CreatorRow, CreatorState } from "./creator-row.ts";

/** Why no further call can succeed for now: an answer of the vendor's, or this server's budget; what concerns all stands first. */
const reasons = [100, 601, 602, 600, 303, "budget"] as const;

export type ClosingReason = (typeof reasons)[number];

/** One reason, told once however many calls met it. */
export interface Closing {
  readonly reason: ClosingReason;
  /** How many calls failed by it. */
  readonly calls: number;
  /** Epoch milliseconds: when the next call may be sent; the latest, where calls were told several. */
  readonly reopensAt?: number;
}

/** What closed the way for the rows of a table. */
export function listClosings(rows: readonly CreatorRow[]): readonly Closing[] {
  const failures = rows.flatMap(listStates).flatMap((state) => (state.status === "failed" ? [state.failure] : []));
  return reasons.flatMap((reason) => {
    const same = failures.filter((failure) => findClosing(failure) === reason);
    const times = same.flatMap(({ reopensAt }) => (reopensAt === undefined ? [] : [Date.parse(reopensAt)]));
    if (same.length === 0) return [];
    return [{ reason, calls: same.length, ...(times.length > 0 && { reopensAt: Math.max(...times) }) }];
  });
}

/** Why a failure stands for all others, too: then the banner says it, and a line need not. */
export function findClosing({ kind, code }: Failure): ClosingReason | undefined {
  return reasons.find((reason) => reason === code || reason === kind);
}

/** The states that a row shows. */
export function listStates({ state, otherRange, otherType }: CreatorRow): readonly CreatorState[] {
  return [state, otherRange, otherType].filter((each) => each !== undefined);
}
