import assert from "node:assert/strict";
import type { Permits, Worker } from "../board.ts";
import type { BoardRule } from "./board-under-test.ts";
import { countUp, impatient, openPlanned } from "./planned-board.ts";

const send = (worker: Worker, seqs: readonly number[]): Promise<Permits> =>
  worker.takeTurn({ send: seqs, settle: [], refuse: [] });

const countSent = (permits: readonly Permits[]): number =>
  permits.flat().filter((each) => typeof each === "number").length;

/** What a run may cost. */
export const moneyRules: readonly BoardRule[] = [
  {
    name: "lets as many requests leave as the money is enough for, though several workers ask for more at once",
    check: async (boards) => {
      const board = await openPlanned(boards, 60, { maxCalls: 20 });
      const workers = await Promise.all(
        [board, await boards.open(), await boards.open()].map((each) => each.openWorker()),
      );
      const permits = await Promise.all(
        workers.flatMap((worker, index) =>
          countUp(0, 3).map((part) => send(worker, countUp(index * 20 + part * 5 + 1, index * 20 + part * 5 + 5))),
        ),
      );
      assert.ok(countSent(permits) <= 20, "more than the limit");
      for (const worker of workers) await worker.close();
      const last = await board.openWorker();
      const rest = await send(last, countUp(1, 60));
      assert.equal(countSent(permits) + countSent([rest]), 20);
    },
  },
  {
    name: "gives back what a worker did not use, whether it closed or died",
    check: async (boards) => {
      const board = await openPlanned(boards, 10, { maxCalls: 10 });
      const closed = await board.openWorker();
      await closed.takeSlice();
      assert.equal(countSent([await send(closed, [1])]), 1);
      await closed.close();
      const dead = await board.openWorker();
      await dead.takeSlice();
      assert.equal(countSent([await send(dead, [2])]), 1);
      const last = await (await boards.open(impatient)).openWorker();
      assert.equal(countSent([await send(last, countUp(3, 10))]), 8);
      assert.deepEqual((await board.readTotals()).items, {
        ...none,
        sent: 8,
        unknown: 2,
      });
    },
  },
  {
    name: "counts for the limit what is under way, unknown, paid for and paid for twice, and not what was proven unbilled",
    check: async (boards) => {
      const board = await openPlanned(boards, 9, { maxCalls: 4, price: undefined });
      const worker = await board.openWorker();
      await send(worker, [1, 2, 3, 4]);
      const settle = [
        { seq: 1, attempt: 1, outcome: { how: "bill" as const, reply: { json: "{}", fetchedAt: 1 } } },
        { seq: 2, attempt: 1, outcome: { how: "lose" as const, reason: "timeout" } },
        { seq: 3, attempt: 1, outcome: { how: "release" as const, reason: "301" } },
      ];
      assert.deepEqual(await worker.takeTurn({ settle, send: [5, 6], refuse: [] }), [1, "budget"]);
      assert.equal(await board.decide("pay-again", [2]), 1);
      assert.deepEqual(await send(worker, [2]), ["budget"]);
      const { spentCalls, reservedCalls } = await board.readTotals();
      assert.deepEqual({ spentCalls, reservedCalls }, { spentCalls: 2, reservedCalls: 2 });
    },
  },
  {
    name: "holds workers that have begun to a lower limit, and lets them go on under a higher one",
    check: async (boards) => {
      const board = await openPlanned(boards, 9, { maxCalls: 9 });
      const worker = await board.openWorker();
      await send(worker, [1, 2]);
      await (await boards.open()).setLimits({ maxCalls: 3 });
      assert.deepEqual(await send(worker, [3, 4]), [1, "budget"]);
      await board.setLimits({ budget: "1.50" });
      assert.deepEqual(await send(worker, [4, 5, 6]), [1, 1, "budget"]);
      await board.setLimits({});
      assert.deepEqual(await send(worker, [6]), [1]);
    },
  },
  {
    name: "takes a price later where none was known, and never another one",
    check: async (boards) => {
      const board = await openPlanned(boards, 9, { price: undefined, maxCalls: 1 });
      const worker = await board.openWorker();
      await send(worker, [1]);
      await board.setLimits({ price: "0.5", budget: "1" });
      assert.deepEqual(await send(worker, [2, 3]), [1, "budget"]);
      await board.setLimits({ price: "0.1", budget: "1" });
      assert.deepEqual(await send(worker, [3]), ["budget"]);
      assert.equal((await board.readTotals()).reserved, "1");
      assert.equal((await board.readRun())?.price, "0.5");
    },
  },
  {
    name: "tells money to the last decimal",
    check: async (boards) => {
      const board = await openPlanned(boards, 3, { price: "0.123456789", budget: "0.37", maxCalls: undefined });
      const worker = await board.openWorker();
      await send(worker, [1, 2]);
      const bill = { how: "bill" as const, reply: { json: "{}", fetchedAt: 1 } };
      await worker.takeTurn({ send: [], refuse: [], settle: [{ seq: 1, attempt: 1, outcome: bill }] });
      const { spent, reserved } = await board.readTotals();
      assert.deepEqual({ spent, reserved }, { spent: "0.123456789", reserved: "0.123456789" });
      assert.deepEqual(await send(worker, [3]), ["budget"]);
    },
  },
];

const none = { planned: 0, sent: 0, billed: 0, skipped: 0, failed: 0, unknown: 0, lost: 0, invalid: 0 };
