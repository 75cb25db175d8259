import assert from "node:assert/strict";
import type { Board, Settlement, Worker } from "../board.ts";
import type { TransitionName } from "../transitions.ts";
import { BoardModel } from "./board-model.ts";
import type { BoardRule, BoardsUnderTest } from "./board-under-test.ts";
import { countUp, impatient, openPlanned } from "./planned-board.ts";

// Workers and people say anything in any order, also what is long over, to a board and to a model of it.

const limits = { items: 6, maxCalls: 5 } as const;

/** Each on a board of its own. */
export const randomRules: readonly BoardRule[] = countUp(1, 10).map((seed) => ({
  name: `keeps to its rules whatever workers and people say, and however late: seed ${seed}`,
  check: (boards) => tryAnything(boards, seed),
}));

async function tryAnything(boards: BoardsUnderTest, seed: number): Promise<void> {
  const board = await openPlanned(boards, limits.items, { maxCalls: limits.maxCalls, price: undefined });
  const hasty = await boards.open(impatient);
  const model = new BoardModel(limits);
  const random = createRandom(seed);
  const workers: Worker[] = [];
  const steps: string[] = [];
  const openNext = async (): Promise<void> => {
    await (await hasty.openWorker()).close(); // gives up all others
    model.giveUp();
    const worker = await board.openWorker();
    await worker.takeSlice();
    workers.push(worker);
  };
  await openNext();
  for (let left = 40; left > 0; left -= 1) {
    const { told, said, meant } = await takeStep();
    steps.push(told);
    assert.deepEqual(said, meant, `after ${steps.join(", ")}`);
  }
  await compare(board, model, steps.join(", "));

  async function takeStep(): Promise<{ told: string; said: unknown; meant: unknown }> {
    const some = countUp(1, limits.items).filter(() => random.below(2) === 0);
    const isLate = workers.length > 1 && random.below(4) === 0;
    const worker = workers.at(isLate ? random.below(workers.length - 1) : -1);
    if (worker === undefined) throw new Error("a worker is always open");
    switch (random.below(12)) {
      case 0: {
        await openNext();
        return { told: "a worker is given up", said: true, meant: true };
      }
      case 1: {
        const seq = random.below(limits.items) + 1;
        await worker.takeTurn({ send: [], settle: [], refuse: [{ seq, reason: "no" }] });
        model.refuse(seq);
        return { told: `refuse ${seq}`, said: true, meant: true };
      }
      case 2:
      case 3: {
        const how = decisions[random.below(decisions.length)] ?? "retry";
        const told = `${how} ${some.join(" ")}`;
        return { told, said: await board.decide(how, some), meant: model.decide(how, some) };
      }
      case 4:
      case 5:
      case 6: {
        if (!isLate) await worker.takeSlice(); // what was planned again can be taken again
        const said = await worker.takeTurn({ send: some, settle: [], refuse: [] });
        const meant = isLate ? some.map(() => "worker-closed") : model.send(some);
        return { told: `${isLate ? "too late: " : ""}send ${some.join(" ")}`, said, meant };
      }
      default: {
        const settlement = chooseSettlement();
        if (settlement === undefined) return { told: "nothing", said: true, meant: true };
        await worker.takeTurn({ send: [], refuse: [], settle: [settlement] });
        model.settle(settlement);
        const { seq, attempt, outcome } = settlement;
        const said = (await board.readReplies([seq])).has(seq);
        return { told: `${outcome.how} ${seq}/${attempt}`, said, meant: model.replied.has(seq) };
      }
    }
  }

  function chooseSettlement(): Settlement | undefined {
    const sent = model.sent[random.below(model.sent.length)];
    const how = ends[random.below(ends.length)] ?? "lose";
    if (sent === undefined) return undefined;
    const outcome =
      how === "bill" ? { how, reply: { json: `{"id":${sent.seq}}`, fetchedAt: 1 } } : { how, reason: "x" };
    return { ...sent, outcome };
  }
}

const ends = ["bill", "release", "fail", "lose"] as const;
const decisions = ["reconcile-billed", "reconcile-unbilled", "retry", "pay-again"] as const satisfies TransitionName[];

async function compare(board: Board, model: BoardModel, steps: string): Promise<void> {
  const listed = await board.listItems(0, limits.items);
  assert.deepEqual(
    listed.map(({ state }) => state),
    model.states,
    steps,
  );
  assert.deepEqual(
    listed.map(({ attempts }) => attempts),
    model.attempts,
    steps,
  );
  const { items, spentCalls, reservedCalls } = await board.readTotals();
  assert.equal(spentCalls + reservedCalls, model.held, steps);
  for (const [state, number] of Object.entries(items)) {
    assert.equal(number, model.states.filter((each) => each === state).length, `${state} after ${steps}`);
  }
}

/** The same numbers for the same seed, on every machine. */
function createRandom(seed: number): { readonly below: (limit: number) => number } {
  let state = seed * 7919;
  return {
    below: (limit) => {
      state = (state * 48_271) % 2_147_483_647;
      return Math.floor((state / 2_147_483_647) * limit);
    },
  };
}
