import { expect, onTestFinished, test, vi } from "vitest";
import type { Turn, Worker } from "../src/board.ts";
import { createTurnQueue } from "../src/turn-queue.ts";

const billed = (seq: number) =>
  ({ seq, attempt: 1, outcome: { how: "bill", reply: { json: "{}", fetchedAt: 0 } } }) as const;

const none = (): Promise<never> => Promise.reject(new Error("not used"));

/** A worker whose turns take so long, by a clock of its own. */
function openQueue(turnMs: number, gatherMs?: number) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const turns: Turn[] = [];
  const takeTurn: Worker["takeTurn"] = async (turn) => {
    turns.push(turn);
    await new Promise((resolve) => globalThis.setTimeout(resolve, turnMs));
    return turn.send.map(() => 1);
  };
  const worker: Worker = {
    leaseMs: 1000,
    gatherMs,
    takeTurn,
    takeSlice: none,
    endSlice: none,
    beat: none,
    close: none,
  };
  return { queue: createTurnQueue(worker), turns };
}

test("gathers for as long as the last turn took what comes while requests are under way", async () => {
  const { queue, turns } = openQueue(6, 10);
  const first = queue.send(1);
  await vi.advanceTimersByTimeAsync(7);
  expect(await first).toBe(1);
  const later = [queue.send(2)];
  await vi.advanceTimersByTimeAsync(4);
  later.push(queue.send(3));
  const settled = queue.settle(billed(1));
  await vi.advanceTimersByTimeAsync(20);
  await Promise.all([...later, settled]);
  expect(turns.map(({ send, settle }) => [send, settle.length])).toEqual([
    [[1], 0],
    [[2, 3], 1],
  ]);
});

test("waits for nobody where no request is under way, and never longer than 10 ms", async () => {
  const { queue, turns } = openQueue(500, 10);
  const sent = queue.send(1);
  await vi.advanceTimersByTimeAsync(501);
  await sent;
  const began = performance.now();
  const settled = queue.settle(billed(1));
  await vi.advanceTimersByTimeAsync(1);
  expect([turns.length, performance.now() - began <= 1]).toEqual([2, true]);
  const next = [queue.send(2)];
  await vi.advanceTimersByTimeAsync(1000);
  await Promise.all([settled, ...next]);
  next.push(queue.send(3));
  await vi.advanceTimersByTimeAsync(12);
  expect(turns).toHaveLength(4);
  await vi.advanceTimersByTimeAsync(1000);
  await Promise.all(next);
});

test("gathers nothing where the board does not ask for it", async () => {
  const { queue, turns } = openQueue(6);
  const first = queue.send(1);
  await vi.advanceTimersByTimeAsync(7);
  await first;
  const next = queue.send(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(turns).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(6);
  expect(await next).toBe(1);
});
