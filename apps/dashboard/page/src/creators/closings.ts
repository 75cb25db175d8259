import type { CreatorRow, CreatorState } from "./creator-row.ts";

/** Answers after which no further call can succeed for now; what concerns all stands first. */
const closingCodes = [100, 601, 602, 600, 303] as const;

/** One answer that closed the way, told once however many calls met it. */
export interface Closing {
  readonly code: (typeof closingCodes)[number];
  /** How many calls failed by it. */
  readonly calls: number;
  /** Epoch milliseconds: when the next call may be sent; the latest, where calls were told several. */
  readonly reopensAt?: number;
}

/** What closed the way for the rows of a table. */
export function listClosings(rows: readonly CreatorRow[]): readonly Closing[] {
  const failures = rows.flatMap(listStates).flatMap((state) => (state.status === "failed" ? [state.failure] : []));
  return closingCodes.flatMap((code) => {
    const same = failures.filter((failure) => failure.code === code);
    const times = same.flatMap(({ reopensAt }) => (reopensAt === undefined ? [] : [Date.parse(reopensAt)]));
    if (same.length === 0) return [];
    return [{ code, calls: same.length, ...(times.length > 0 && { reopensAt: Math.max(...times) }) }];
  });
}

/** Whether a code closes the way for all, so that the banner says what a line need not. */
export function isClosing(code: number | undefined): code is Closing["code"] {
  return closingCodes.some((each) => each === code);
}

/** The states that a row shows. */
export function listStates({ state, otherRange, otherType }: CreatorRow): readonly CreatorState[] {
  return [state, otherRange, otherType].filter((each) => each !== undefined);
}
