import { array, assert, asyncProperty, constantFrom, nat, oneof, subarray, tuple } from "fast-check";
import { expect, test } from "vitest";
import type { Board, Worker } from "../src/board.ts";
import type { ItemState } from "../src/item.ts";
import { openPlannedBoard } from "./support/open-board.ts";

// Workers that say anything in any order, also what is long over, against plain rules: an item is sent only when it is
// planned, money held never passes the limit, and a reply that came is there.

const items = 6;
const maxCalls = 5;

/** The rules, in as few words as can be. */
class Model {
  readonly states: ItemState[] = Array.from({ length: items }, () => "planned");
  readonly attempts: number[] = Array.from({ length: items }, () => 0);
  readonly sent: { readonly seq: number; readonly attempt: number }[] = [];
  readonly replied = new Set<number>();
  writtenOff = 0;

  get held(): number {
    return (
      this.states.filter((state) => ["sent", "unknown", "billed", "lost"].includes(state)).length + this.writtenOff
    );
  }

  is(seq: number, ...states: ItemState[]): boolean {
    return states.includes(this.states[seq - 1] ?? "invalid");
  }
}

/** Does a step to the model and to the board: what the board says, and what it should. */
type Step = (
  model: Model,
  board: Board,
  worker: Worker,
) => Promise<{ readonly said: unknown; readonly meant: unknown }>;

const seqs = subarray([1, 2, 3, 4, 5, 6], { minLength: 1 });

const send = seqs.map((some): Step => async (model, _board, worker) => {
  const meant = some.map((seq) => {
    if (model.held >= maxCalls) return "budget";
    if (!model.is(seq, "planned")) return "not-planned";
    const attempt = (model.attempts[seq - 1] ?? 0) + 1;
    model.states[seq - 1] = "sent";
    model.attempts[seq - 1] = attempt;
    model.sent.push({ seq, attempt });
    return attempt;
  });
  return { said: await worker.takeTurn({ send: some, settle: [], refuse: [] }), meant };
});

const ends = constantFrom("bill" as const, "release" as const, "fail" as const, "lose" as const);

const settle = tuple(nat(20), ends).map(([which, how]): Step => async (model, board, worker) => {
  const { seq, attempt } = model.sent[which % model.sent.length] ?? { seq: 1, attempt: 99 };
  const isBill = how === "bill" && attempt !== 99;
  const outcome = isBill
    ? { how: "bill" as const, reply: { json: "{}", fetchedAt: 1 } }
    : { how: how === "bill" ? ("lose" as const) : how, reason: "x" };
  await worker.takeTurn({ send: [], refuse: [], settle: [{ seq, attempt, outcome }] });
  const isLast = model.attempts[seq - 1] === attempt;
  if (isBill) {
    if (model.is(seq, "billed")) model.writtenOff += 1;
    model.states[seq - 1] = "billed";
    model.replied.add(seq);
  } else if (isLast && how === "lose" && model.is(seq, "sent")) model.states[seq - 1] = "unknown";
  else if (isLast && how === "release" && model.is(seq, "sent", "unknown")) model.states[seq - 1] = "planned";
  else if (isLast && how === "fail" && model.is(seq, "sent", "unknown")) model.states[seq - 1] = "failed";
  return { said: (await board.readReplies([seq])).has(seq), meant: model.replied.has(seq) };
});

const decisions = constantFrom(
  { how: "reconcile-billed", from: ["unknown"], to: "lost" } as const,
  { how: "reconcile-unbilled", from: ["unknown"], to: "planned" } as const,
  { how: "retry", from: ["failed"], to: "planned" } as const,
  { how: "pay-again", from: ["unknown", "lost"], to: "planned" } as const,
);

const decide = tuple(decisions, seqs).map(([{ how, from, to }, some]): Step => async (model, board) => {
  const moved = some.filter((seq) => model.is(seq, ...from));
  for (const seq of moved) model.states[seq - 1] = to;
  if (how === "pay-again") model.writtenOff += moved.length;
  return { said: await board.decide(how, some), meant: moved.length };
});

test("whatever workers and people say, and however late, the board keeps to its rules", async () => {
  await assert(
    asyncProperty(array(oneof(send, settle, settle, decide), { maxLength: 25 }), async (steps) => {
      const board = await openPlannedBoard(items, { maxCalls, price: undefined });
      const worker = await board.openWorker();
      const model = new Model();
      for (const step of steps) {
        const { said, meant } = await step(model, board, worker);
        expect(said).toEqual(meant);
      }
      const listed = await board.listItems(0, items);
      expect(listed.map(({ state }) => state)).toEqual(model.states);
      expect(listed.map(({ attempts }) => attempts)).toEqual(model.attempts);
      const { items: counted, spentCalls, reservedCalls } = await board.readTotals();
      expect(spentCalls + reservedCalls).toBe(model.held);
      for (const [state, number] of Object.entries(counted)) {
        expect(number).toBe(model.states.filter((each) => each === state).length);
      }
      board.close();
    }),
    { numRuns: 40 },
  );
});
