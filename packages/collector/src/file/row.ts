import { readJson } from "../json-text.ts";
import { type Item, type ItemState, itemStates } from "../item.ts";

/** Every state has a number in the file; they are never renumbered. */
const numbers: Readonly<Record<ItemState, number>> = {
  planned: 0,
  sent: 1,
  billed: 2,
  failed: 3,
  unknown: 4,
  skipped: 5,
  invalid: 6,
  lost: 7,
};

export function toStateNumber(state: ItemState): number {
  return numbers[state];
}

export function toState(number: unknown): ItemState {
  const state = itemStates.find((each) => numbers[each] === number);
  if (state === undefined) throw new Error("the board holds a state that this version does not know");
  return state;
}

export const itemColumns = "seq, state, attempts, sent_at, settled_at, reason, label, parameters";

/** A row of `itemColumns` as an item. */
export function toItem(row: Record<string, unknown>): Item {
  const { seq, state, attempts, sent_at: sentAt, settled_at: settledAt, reason, label, parameters } = row;
  return {
    seq: Number(seq),
    state: toState(state),
    // Safe: we wrote it, as an object.
    parameters: readJson(String(parameters)) as Record<string, unknown>,
    attempts: Number(attempts),
    ...(typeof label === "string" && { label }),
    ...(typeof reason === "string" && { reason }),
    ...(typeof sentAt === "number" && { sentAt }),
    ...(typeof settledAt === "number" && { settledAt }),
  };
}
