import { type Item, type ItemState, itemStates, type Reply } from "@just-one/collector";
import { isEmptyReply, readJson } from "@just-one/collector/board-kit";
import { fromKeptText, toKeptText } from "./kept-text.ts";

type Row = Readonly<Record<string, unknown>>;

/** Every state has a number in the database; they are never renumbered, and the functions there know them. */
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

export const itemColumns = "seq, state, attempts, sent_at, settled_at, reason, label, parameters";

/** A row of `itemColumns` as an item. */
export function toItem(row: Row): Item {
  const state = itemStates.find((each) => numbers[each] === row["state"]);
  if (state === undefined) throw new Error("the board holds a state that this version does not know");
  const { reason, label, sent_at: sentAt, settled_at: settledAt } = row;
  return {
    seq: Number(row["seq"]),
    state,
    // Safe: we wrote it, as an object.
    parameters: readJson(String(row["parameters"])) as Record<string, unknown>,
    attempts: Number(row["attempts"]),
    ...(typeof label === "string" && { label: fromKeptText(label) }),
    ...(typeof reason === "string" && { reason: fromKeptText(reason) }),
    ...(sentAt !== null && { sentAt: Number(sentAt) }),
    ...(settledAt !== null && { settledAt: Number(settledAt) }),
  };
}

/** A tally of the database as numbers by state. */
export function toCounts(tally: readonly unknown[]): Readonly<Record<ItemState, number>> {
  // Safe: all states are there.
  return Object.fromEntries(itemStates.map((state) => [state, Number(tally[numbers[state]])])) as Record<
    ItemState,
    number
  >;
}

/** A reply as the functions take it. */
export function toReplyRow(seq: number, { json, requestId, recordTime, fetchedAt }: Reply): Row {
  return {
    seq,
    request_id: requestId === undefined ? null : toKeptText(requestId),
    record_time: recordTime === undefined ? null : toKeptText(recordTime),
    fetched_at: fetchedAt,
    is_empty: isEmptyReply(json),
    data: json,
  };
}

export function toReply({ data, request_id: requestId, record_time: recordTime, fetched_at: fetchedAt }: Row): Reply {
  return {
    json: String(data),
    fetchedAt: Number(fetchedAt),
    ...(typeof requestId === "string" && { requestId: fromKeptText(requestId) }),
    ...(typeof recordTime === "string" && { recordTime: fromKeptText(recordTime) }),
  };
}
