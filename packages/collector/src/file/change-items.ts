import type { DatabaseSync } from "node:sqlite";
import type { NotSent, Permits, Settlement, Turn } from "../board.ts";
import type { Reply } from "../item.ts";
import { countAffordable } from "../money.ts";
import { openStates, paidStates, type TransitionName, transitions } from "../transitions.ts";
import { toStateNumber } from "./row.ts";
import { prepareReopen } from "./slices.ts";
import type { Replies } from "./keep-reply.ts";

/** Changes items of a run one by one; the caller makes a transaction of it. */
export interface ChangeItems {
  readonly takeTurn: (turn: Turn, worker: number) => Permits;
  /** Makes a transition for items `first` to `last`; returns how many it was true for. */
  readonly move: (how: TransitionName, first: number, last: number, worker?: number) => number;
  /** Gives an item that is planned a reply that this run did not pay for. */
  readonly skip: (seq: number, reply: Reply) => void;
  /** Adds to the number of items in a state. */
  readonly count: (state: number, items: number) => void;
}

/** Prepares the statements once for a file. */
export function prepareChanges(database: DatabaseSync, run: number, replies: Replies): ChangeItems {
  const find = database.prepare("select state, attempts from item where run = ? and seq = ?");
  const { from: sendable, to: underWay } = transitions.send;
  const send = database.prepare(
    `update item set state = ${toStateNumber(underWay)}, attempts = attempts + 1, worker = ?, sent_at = ?, settled_at = null, reason = null where run = ? and seq = ? and state in (${sendable.map(toStateNumber).join(", ")}) returning attempts`,
  );
  const isSendable = (seq: number): boolean =>
    sendable.some((state) => toStateNumber(state) === find.get(run, seq)?.["state"]);
  const settle = database.prepare("update item set state = ?, settled_at = ?, reason = ? where run = ? and seq = ?");
  const moveAll = prepareMoves(database, run);
  const reopen = prepareReopen(database, run);
  const addTally = database.prepare(
    "insert into tally (run, state, items) values (?, ?, ?) on conflict (run, state) do update set items = items + excluded.items",
  );
  const addWrittenOff = database.prepare("update run set written_off = written_off + ? where run = ?");
  const readLimits = database.prepare(
    "select price, budget, max_calls as maxCalls, written_off as writtenOff from run where run = ?",
  );
  const readTally = database.prepare("select state, items from tally where run = ?");
  const isOpen = database.prepare("select is_closed as isClosed from worker where worker = ?");

  const count = (state: number, items: number): void => void addTally.run(run, state, items);

  /** How a turn has changed the numbers of items, by state: written once for all of it. */
  const counts = new Map<number, number>();
  const countLater = (state: number, items: number): void => void counts.set(state, (counts.get(state) ?? 0) + items);
  const writeCounts = (): void => {
    for (const [state, items] of counts) if (items !== 0) count(state, items);
    counts.clear();
  };

  /** Returns the states it went from and to; nothing where the transition is not for this item any more. */
  const move = (
    name: TransitionName,
    seq: number,
    attempt: number | undefined,
    reason: string | null,
    item: Found = find.get(run, seq),
  ): void => {
    const { from, to } = transitions[name];
    if (item === undefined || !from.some((state) => toStateNumber(state) === item["state"])) return;
    if (attempt !== undefined && item["attempts"] !== attempt) return; // a later request has taken its place
    settle.run(toStateNumber(to), Date.now(), reason, run, seq);
    countLater(Number(item["state"]), -1);
    countLater(toStateNumber(to), 1);
    if (to === "planned") reopen(seq, seq);
  };
  const bill = ({ seq }: Settlement, reply: Reply): void => {
    // Paid for a second time, as a person had asked for or a bill was misread: the first reply stays.
    const item = find.get(run, seq);
    if (item?.["state"] === toStateNumber("billed")) addWrittenOff.run(1, run);
    else move("bill", seq, undefined, null, item);
    replies.keep(seq, reply);
  };

  /** How many more requests the run's money is enough for. */
  const countRest = (): number => {
    const limits = readLimits.get(run) ?? {};
    const held = new Set([...paidStates, ...openStates].map(toStateNumber));
    const used = readTally
      .all(run)
      .reduce((sum, { state, items }) => sum + (held.has(Number(state)) ? Number(items) : 0), 0);
    const { price, budget, maxCalls, writtenOff } = limits;
    return (
      countAffordable({
        price: typeof price === "string" ? price : undefined,
        budget: typeof budget === "string" ? budget : undefined,
        maxCalls: typeof maxCalls === "number" ? maxCalls : undefined,
      }) -
      used -
      Number(writtenOff)
    );
  };

  return {
    count,
    move: moveAll,
    skip: (seq, reply) => {
      const [from, to] = [toStateNumber("planned"), toStateNumber("skipped")];
      if (find.get(run, seq)?.["state"] !== from) return;
      settle.run(to, Date.now(), null, run, seq);
      count(from, -1);
      count(to, 1);
      replies.keep(seq, reply);
    },
    takeTurn: (turn, worker) => {
      counts.clear(); // of a turn that was rolled back
      for (const settlement of turn.settle) {
        const { seq, attempt, outcome } = settlement;
        if (outcome.how === "bill") bill(settlement, outcome.reply);
        else move(outcome.how, seq, attempt, outcome.reason);
      }
      for (const { seq, reason } of turn.refuse) move("refuse", seq, undefined, reason);
      writeCounts();
      if (turn.send.length === 0) return [];
      if (isOpen.get(worker)?.["isClosed"] !== 0) return turn.send.map((): NotSent => "worker-closed");
      let rest = countRest();
      let sent = 0;
      const permits = turn.send.map((seq): number | NotSent => {
        const row = rest > 0 ? send.get(worker, Date.now(), run, seq) : undefined;
        if (row === undefined) return rest > 0 || !isSendable(seq) ? "not-planned" : "budget";
        rest -= 1;
        sent += 1;
        return Number(row["attempts"]);
      });
      if (sent > 0) {
        count(toStateNumber("planned"), -sent);
        count(toStateNumber("sent"), sent);
      }
      return permits;
    },
  };
}

type Found = ReturnType<ReturnType<DatabaseSync["prepare"]>["get"]>;

function prepareMoves(database: DatabaseSync, run: number): ChangeItems["move"] {
  const update = database.prepare(
    "update item set state = ?, settled_at = ? where run = ? and seq between ? and ? and state = ? and (? is null or worker = ?)",
  );
  const addTally = database.prepare(
    "insert into tally (run, state, items) values (?, ?, ?) on conflict (run, state) do update set items = items + excluded.items",
  );
  const addWrittenOff = database.prepare("update run set written_off = written_off + ? where run = ?");
  const reopen = prepareReopen(database, run);
  return (how, first, last, worker) => {
    const { from, to } = transitions[how];
    let moved = 0;
    for (const state of from) {
      const [before, after] = [toStateNumber(state), toStateNumber(to)];
      const { changes } = update.run(after, Date.now(), run, first, last, before, worker ?? null, worker ?? null);
      addTally.run(run, before, -Number(changes));
      addTally.run(run, after, Number(changes));
      moved += Number(changes);
    }
    if (moved > 0 && to === "planned") reopen(first, last);
    if (how === "pay-again") addWrittenOff.run(moved, run);
    return moved;
  };
}
