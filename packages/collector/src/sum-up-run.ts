import type { RunTotals } from "./board.ts";
import type { ItemState } from "./item.ts";
import { fromBillionths, toBillionths } from "./money.ts";
import { openStates, paidStates } from "./transitions.ts";

/** What a board counts. */
export interface RunCounts extends Pick<RunTotals, "items" | "duplicates"> {
  /** Calls that were paid for and whose item went on. */
  readonly writtenOff: number;
  /** Of one call, as a decimal string. */
  readonly price: string | undefined;
}

/** Money is never counted apart from the items: it follows from their states. */
export function sumUpRun({ items, duplicates, writtenOff, price }: RunCounts): RunTotals {
  const sum = (states: readonly ItemState[]): number => states.reduce((total, state) => total + items[state], 0);
  const spentCalls = sum(paidStates) + writtenOff;
  const reservedCalls = sum(openStates);
  const each = price === undefined ? 0n : toBillionths(price);
  return {
    items,
    duplicates,
    spentCalls,
    reservedCalls,
    spent: fromBillionths(each * BigInt(spentCalls)),
    reserved: fromBillionths(each * BigInt(reservedCalls)),
  };
}
