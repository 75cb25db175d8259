import type { NotSent, Settlement, Turn, Worker } from "./board.ts";

/** Gathers what happens at the same time into one commit, so that many requests share the cost of being durable. */
export interface TurnQueue {
  /** Records that the item's request is about to leave: the number of the request, or why it must not. */
  readonly send: (seq: number) => Promise<number | NotSent>;
  /** Keeps what became of a request. Resolves when it is on disk; tries again until it is. */
  readonly settle: (settlement: Settlement) => Promise<void>;
  /** Keeps that an item was refused before anything was sent. */
  readonly refuse: (seq: number, reason: string) => Promise<void>;
  /** What keeps the board from being written; `undefined` when nothing does. */
  readonly trouble: () => unknown;
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes a queue for a worker. */
export function createTurnQueue(worker: Worker): TurnQueue {
  let sends: Waiting<number, number | NotSent>[] = [];
  let settles: Waiting<Settlement, void>[] = [];
  let refusals: Waiting<{ seq: number; reason: string }, void>[] = [];
  let isUnderWay = false;
  let trouble: unknown;

  const flush = async (): Promise<void> => {
    const taken = { sends, settles, refusals };
    [sends, settles, refusals] = [[], [], []];
    const turn: Turn = {
      send: taken.sends.map(({ asked }) => asked),
      settle: taken.settles.map(({ asked }) => asked),
      refuse: taken.refusals.map(({ asked }) => asked),
    };
    try {
      const permits = await worker.takeTurn(turn);
      trouble = undefined;
      for (const [index, { resolve }] of taken.sends.entries()) resolve(permits[index] ?? "not-planned");
      for (const { resolve } of [...taken.settles, ...taken.refusals]) resolve();
    } catch (error) {
      trouble = error;
      for (const { reject } of [...taken.sends, ...taken.refusals]) reject(error);
      settles = [...taken.settles, ...settles]; // what was paid for is not given up
    }
    isUnderWay = false;
    if (sends.length + settles.length + refusals.length > 0) start();
  };
  const start = (): void => {
    if (isUnderWay) return;
    isUnderWay = true;
    // A board that cannot be written now is asked again in a while.
    if (trouble === undefined) setImmediate(() => void flush());
    else setTimeout(() => void flush(), 200);
  };

  return {
    trouble: () => trouble,
    send: (asked) =>
      new Promise((resolve, reject) => {
        sends.push({ asked, resolve, reject });
        start();
      }),
    settle: (asked) =>
      new Promise((resolve, reject) => {
        settles.push({ asked, resolve, reject });
        start();
      }),
    refuse: (seq, reason) =>
      new Promise((resolve, reject) => {
        refusals.push({ asked: { seq, reason }, resolve, reject });
        start();
      }),
  };
}
