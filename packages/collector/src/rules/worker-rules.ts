import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { Slice, Worker } from "../board.ts";
import type { BoardRule } from "./board-under-test.ts";
import { countUp, impatient, openPlanned } from "./planned-board.ts";

const nothing = { send: [], settle: [], refuse: [] } as const;
const bill = { how: "bill" as const, reply: { json: '{"a":1}', requestId: "r-1", recordTime: "t", fetchedAt: 7 } };

async function takeRange(worker: Worker): Promise<Slice> {
  const slice = await worker.takeSlice();
  assert.ok(typeof slice === "object", "a range was there to be taken");
  return slice;
}

/** Who works on what, and what becomes of it when that one dies. */
export const workerRules: readonly BoardRule[] = [
  {
    name: "hands each range to one worker, says so while others hold the rest, and that nothing is left at the end",
    check: async (boards) => {
      const board = await openPlanned(boards, 3);
      const [first, second] = [await board.openWorker(), await (await boards.open()).openWorker()];
      const slice = await takeRange(first);
      assert.deepEqual(
        slice.items.map(({ seq }) => seq),
        [1, 2, 3],
      );
      assert.equal(await second.takeSlice(), "held");
      await first.endSlice(slice);
      const again = await takeRange(second);
      assert.equal(again.items.length, 3);
      await second.takeTurn({ ...nothing, refuse: countUp(1, 3).map((seq) => ({ seq, reason: "no" })) });
      await second.endSlice(again);
      assert.equal(await first.takeSlice(), undefined);
      assert.equal(await second.takeSlice(), undefined);
    },
  },
  {
    name: "hands out again what was planned again, of a range that was through",
    check: async (boards) => {
      const board = await openPlanned(boards, 3);
      const worker = await board.openWorker();
      const slice = await takeRange(worker);
      await worker.takeTurn({ ...nothing, refuse: countUp(1, 3).map((seq) => ({ seq, reason: "no" })) });
      await worker.endSlice(slice);
      assert.equal(await worker.takeSlice(), undefined);
      assert.equal(await board.decide("retry", [2]), 1);
      assert.deepEqual(
        (await takeRange(worker)).items.map(({ seq }) => seq),
        [2],
      );
    },
  },
  {
    name: "sends an item once, though many workers ask for it at the same time",
    check: async (boards) => {
      const board = await openPlanned(boards, 20);
      const places = [board, await boards.open(), await boards.open(), await boards.open()];
      const workers = await Promise.all(places.map((each) => each.openWorker()));
      const permits = await Promise.all(
        workers.flatMap((worker, index) => {
          const seqs = index % 2 === 0 ? countUp(1, 20) : countUp(1, 20).toReversed();
          return [seqs.slice(0, 10), seqs.slice(10)].map((send) => worker.takeTurn({ ...nothing, send }));
        }),
      );
      assert.equal(permits.flat().filter((each) => each === 1).length, 20);
      assert.equal(permits.flat().filter((each) => each === "not-planned").length, 60);
    },
  },
  {
    name: "gives up a worker that is silent beyond its lease: what it had sent is unknown, the rest is handed on",
    check: async (boards) => {
      const board = await openPlanned(boards, 5);
      const dead = await board.openWorker();
      await takeRange(dead);
      await dead.takeTurn({ ...nothing, send: [1, 2] });
      const other = await (await boards.open(impatient)).openWorker();
      const { items } = await takeRange(other);
      assert.deepEqual(
        items.map(({ seq }) => seq),
        [3, 4, 5],
      );
      assert.equal((await board.readTotals()).items.unknown, 2);
    },
  },
  {
    name: "is told by the one who finds nothing else to do that the holder of the rest is dead",
    check: async (boards) => {
      const board = await openPlanned(boards, 2);
      const other = await (await boards.open({ leaseMs: 20 })).openWorker();
      await takeRange(await board.openWorker());
      for (let tries = 0; (await other.takeSlice()) === "held"; tries += 1) {
        assert.ok(tries < 500, "the range is held for ever");
        await setTimeout(5);
      }
      assert.equal((await board.readTotals()).items.planned, 2);
    },
  },
  {
    name: "gives nobody up who gives signs of life",
    check: async (boards) => {
      const board = await openPlanned(boards, 2);
      const worker = await board.openWorker();
      await takeRange(worker);
      const other = await (await boards.open({ leaseMs: 60_000 })).openWorker();
      await worker.beat();
      assert.equal(await other.takeSlice(), "held");
      assert.deepEqual(await worker.takeTurn({ ...nothing, send: [1] }), [1]);
    },
  },
  {
    name: "refuses every request of a worker that was given up, and keeps the reply that it comes with",
    check: async (boards) => {
      const board = await openPlanned(boards, 4);
      const zombie = await board.openWorker();
      await takeRange(zombie);
      await zombie.takeTurn({ ...nothing, send: [1, 2] });
      const other = await (await boards.open(impatient)).openWorker();
      const late = { ...nothing, send: [3, 4], settle: [{ seq: 1, attempt: 1, outcome: bill }] };
      assert.deepEqual(await zombie.takeTurn(late), ["worker-closed", "worker-closed"]);
      assert.deepEqual(await other.takeTurn({ ...nothing, send: [1, 2, 3] }), ["not-planned", "not-planned", 1]);
      await zombie.beat();
      await zombie.close();
      assert.deepEqual(await zombie.takeTurn({ ...nothing, send: [4] }), ["worker-closed"]);
      const { items, spentCalls, reservedCalls } = await board.readTotals();
      assert.deepEqual({ spentCalls, reservedCalls }, { spentCalls: 1, reservedCalls: 2 });
      assert.deepEqual([items.planned, items.sent, items.billed, items.unknown], [1, 1, 1, 1]);
    },
  },
  {
    name: "lets a worker that was given up end no range of another's",
    check: async (boards) => {
      const board = await openPlanned(boards, 2);
      const zombie = await board.openWorker();
      const slice = await takeRange(zombie);
      const other = await (await boards.open(impatient)).openWorker();
      await takeRange(other);
      await zombie.endSlice(slice);
      assert.equal(await (await board.openWorker()).takeSlice(), "held");
    },
  },
  {
    name: "makes unknown what a closing worker had sent and not settled, and hands its ranges on",
    check: async (boards) => {
      const board = await openPlanned(boards, 3);
      const worker = await board.openWorker();
      await takeRange(worker);
      await worker.takeTurn({ ...nothing, send: [2] });
      await worker.close();
      assert.equal((await board.readTotals()).items.unknown, 1);
      const { items } = await takeRange(await board.openWorker());
      assert.deepEqual(
        items.map(({ seq }) => seq),
        [1, 3],
      );
    },
  },
  {
    name: "keeps the first reply of an item, whole, with what came beside it",
    check: async (boards) => {
      const board = await openPlanned(boards, 2);
      const worker = await board.openWorker();
      await takeRange(worker);
      await worker.takeTurn({ ...nothing, send: [1, 2] });
      const hard = `{"a":"\\u0000","b":${"[".repeat(30_000)}${"]".repeat(30_000)},"c":"${"深".repeat(50_000)}"}`;
      const second = {
        how: "bill" as const,
        reply: { json: hard, fetchedAt: 9, requestId: "\0'; --", recordTime: '"' },
      };
      const settle = [
        { seq: 1, attempt: 1, outcome: bill },
        { seq: 2, attempt: 1, outcome: second },
      ];
      await worker.takeTurn({ ...nothing, settle });
      await worker.takeTurn({ ...nothing, settle: [{ seq: 1, attempt: 1, outcome: second }] });
      const replies = await (await boards.open()).readReplies([1, 2, 3]);
      assert.deepEqual(replies.get(1), bill.reply);
      assert.deepEqual(replies.get(2), second.reply);
      assert.equal(replies.size, 2);
    },
  },
  {
    name: "settles, refuses and records in one turn, in that order",
    check: async (boards) => {
      const board = await openPlanned(boards, 3);
      const worker = await board.openWorker();
      await worker.takeTurn({ ...nothing, send: [1, 2] });
      const release = { how: "release" as const, reason: "301" };
      const turn = {
        settle: [
          { seq: 1, attempt: 1, outcome: release },
          { seq: 2, attempt: 1, outcome: release },
        ],
        refuse: [{ seq: 2, reason: "400" }],
        send: [1, 2, 3, 3],
      };
      assert.deepEqual(await worker.takeTurn(turn), [2, "not-planned", 1, "not-planned"]);
      const [first, second] = await board.listItems(0, 3);
      assert.equal(second?.reason, "400");
      assert.deepEqual([first?.state, first?.attempts, first?.reason], ["sent", 2, undefined]);
      assert.ok(Math.abs(Number(first?.sentAt) - Date.now()) < 3_600_000);
    },
  },
];
