import assert from "node:assert/strict";
import { reasonOfDoubt } from "../item.ts";
import { planRun } from "../plan-run.ts";
import type { BoardRule } from "./board-under-test.ts";
import { countUp, impatient, listRuleInputs, openPlanned, rulePlan } from "./planned-board.ts";

const input = (seq: number, id = seq): { seq: number; key: string; parameters: { oAuthorId: string } } => ({
  seq,
  key: `key ${id}`,
  parameters: { oAuthorId: String(id) },
});

/** How a run comes to be there, once. */
export const planningRules: readonly BoardRule[] = [
  {
    name: "tells the run as it was planned, and nothing before its planning has ended",
    check: async (boards) => {
      const board = await boards.open();
      assert.equal(await board.readRun(), undefined);
      const plan = {
        ...rulePlan,
        parameters: { itemId: 7_048_929_565_493_690_398n, isFull: true, words: ["a", "'\0"] },
        budget: "12.5",
      };
      assert.equal(await board.beginPlan(plan), "begun");
      await board.addItems([input(1)]);
      assert.equal(await (await boards.open()).readRun(), undefined);
      await board.endPlan(["oAuthorId", "range"]);
      assert.deepEqual(await (await boards.open()).readRun(), { ...plan, columns: ["oAuthorId", "range"] });
      assert.equal(await board.beginPlan(rulePlan), "planned");
    },
  },
  {
    name: "counts repeated inputs, and keeps those that are invalid or were paid for earlier apart",
    check: async (boards) => {
      const board = await boards.open();
      const reply = { json: "{}", fetchedAt: 1 };
      await board.beginPlan(rulePlan);
      const added = await board.addItems([
        input(1),
        { ...input(2), label: '甲 \0 "' },
        input(3, 1),
        { seq: 4, parameters: { input: "?" }, invalid: "no \0 id" },
        { seq: 5, parameters: { input: "?" }, invalid: "no id" },
        { ...input(6), reply },
        { ...input(8), isDoubtful: true },
      ]);
      assert.equal(added.duplicates, 1);
      assert.equal((await board.addItems([input(7, 2)])).duplicates, 1);
      await board.endPlan(["oAuthorId"]);
      const { items, duplicates, spentCalls } = await board.readTotals();
      assert.equal(duplicates, 2);
      assert.equal(spentCalls, 0);
      assert.deepEqual([items.planned, items.skipped, items.invalid, items.failed], [2, 1, 2, 1]);
      const listed = await board.listItems(0, 10);
      assert.deepEqual(
        listed.map(({ seq }) => seq),
        [1, 2, 4, 5, 6, 8],
      );
      assert.equal(listed[1]?.label, '甲 \0 "');
      assert.equal(listed[2]?.reason, "no \0 id");
      assert.deepEqual(listed[0], { seq: 1, state: "planned", parameters: { oAuthorId: "1" }, attempts: 0 });
      assert.deepEqual(
        (await board.listItems(1, 2, ["planned", "invalid"])).map(({ seq }) => seq),
        [2, 4],
      );
      assert.deepEqual((await board.readReplies([6])).get(6), reply);
      assert.deepEqual(await board.readDetails(), { emptyReplies: 1, failed: { [reasonOfDoubt]: 1 } });
      assert.equal(await board.decide("retry", [8]), 1);
    },
  },
  {
    name: "keeps the reply that another program has paid for, of an item that is planned and of no other, where it can",
    check: async (boards) => {
      const board = await openPlanned(boards, 2, {});
      if (board.skip === undefined) return;
      const worker = await board.openWorker();
      await worker.takeTurn({ send: [2], settle: [], refuse: [] });
      const reply = { json: '{"from":"elsewhere"}', fetchedAt: 1 };
      for (const seq of [1, 1, 2, 9]) await board.skip(seq, reply);
      const { items, spentCalls, reservedCalls } = await board.readTotals();
      assert.deepEqual([items.planned, items.skipped, items.sent, spentCalls, reservedCalls], [0, 1, 1, 0, 1]);
      assert.deepEqual([...(await board.readReplies([1, 2, 9])).keys()], [1]);
      assert.deepEqual(await worker.takeTurn({ send: [1], settle: [], refuse: [] }), ["not-planned"]);
      await worker.close();
    },
  },
  {
    name: "lets one plan at a time, and nobody wait for one that gave up",
    check: async (boards) => {
      const [first, second] = [await boards.open(), await boards.open()];
      assert.equal(await first.beginPlan(rulePlan), "begun");
      assert.equal(await second.beginPlan(rulePlan), "busy");
      await first.addItems([input(1)]);
      await first.giveUpPlan();
      assert.equal(await second.beginPlan(rulePlan), "begun");
      await second.addItems([input(1, 7)]);
      await second.endPlan(["oAuthorId"]);
      assert.deepEqual(
        (await first.listItems(0, 9)).map(({ parameters }) => parameters["oAuthorId"]),
        ["7"],
      );
    },
  },
  {
    name: "mixes nothing of a planner that was silent for too long into another's run",
    check: async (boards) => {
      const [slow, quick] = [await boards.open(), await boards.open(impatient)];
      await slow.beginPlan(rulePlan);
      await slow.addItems([input(1)]);
      assert.equal(await quick.beginPlan(rulePlan), "begun");
      await assert.rejects(slow.addItems([input(2)]), { kind: "config" });
      await assert.rejects(slow.endPlan([]), { kind: "config" });
      await slow.giveUpPlan();
      await quick.addItems([input(1, 8)]);
      await quick.endPlan(["oAuthorId"]);
      await assert.rejects(quick.addItems([input(2)]), { kind: "config" });
      assert.equal((await slow.listItems(0, 9)).length, 1);
    },
  },
  {
    name: "is planned once by two who plan it at the same time",
    check: async (boards) => {
      const both = [await boards.open(), await boards.open()];
      const planned = await Promise.all(
        both.map((board) => planRun({ board, plan: rulePlan, inputs: listRuleInputs(20), batchItems: 7 })),
      );
      assert.equal(planned.filter(Boolean).length, 1);
      const items = await both[0]?.listItems(0, 100);
      assert.deepEqual(
        items?.map(({ seq }) => seq),
        countUp(1, 20),
      );
    },
  },
  {
    name: "takes no limits that a run cannot be held to",
    check: async (boards) => {
      const board = await openPlanned(boards, 1, { price: undefined });
      const bad = [{ budget: "3" }, { budget: "1e3" }, { maxCalls: -1 }, { maxCalls: 0.5 }, { maxCalls: Number.NaN }];
      for (const limits of bad) await assert.rejects(board.setLimits(limits), { kind: "config" });
      assert.deepEqual((await board.readRun())?.maxCalls, rulePlan.maxCalls);
    },
  },
  {
    name: "decides about all items of a state, or those that are named, and tells how many they were",
    check: async (boards) => {
      const board = await openPlanned(boards, 6);
      const worker = await board.openWorker();
      await worker.takeSlice();
      const send = countUp(1, 6);
      await worker.takeTurn({ send, settle: [], refuse: [] });
      const fail = { how: "fail" as const, reason: "400" };
      const settle = [1, 2].map((seq) => ({ seq, attempt: 1, outcome: fail }));
      await worker.takeTurn({ settle, send: [], refuse: [] });
      await worker.close();
      assert.deepEqual((await board.readDetails()).failed, { 400: 2 });
      assert.equal(await board.decide("retry", [1, 3, 99]), 1);
      assert.equal(await board.decide("reconcile-billed", [3, 4]), 2);
      assert.equal(await board.decide("reconcile-unbilled", "all"), 2);
      assert.equal(await board.decide("retry", "all"), 1);
      const { items, spentCalls, reservedCalls } = await board.readTotals();
      assert.deepEqual([items.planned, items.lost, spentCalls, reservedCalls], [4, 2, 2, 0]);
    },
  },
];
