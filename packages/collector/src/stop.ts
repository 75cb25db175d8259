/**
 * Why a run ended before all its items were through: the budget or the number of calls is spent; the vendor's code that
 * closed the way (`601`, `602`, `600`, `100`); requests are lost or cannot leave; the board cannot be written; the caller
 * stopped it.
 */
export type StopReason =
  | "budget"
  | "balance"
  | "token-cap"
  | "permission"
  | "token"
  | "network"
  | "board"
  | "interrupted";

/** The stop that a vendor's code means; `undefined` for codes that concern one item or a while. */
export function findStop(code: number): StopReason | undefined {
  return stops.get(code);
}

const stops: ReadonlyMap<number, StopReason> = new Map([
  [100, "token"],
  [600, "permission"],
  [601, "balance"],
  [602, "token-cap"],
]);
