import type { NotSent, Settlement, Turn, Worker } from "./board.ts";

/** Gathers what happens at the same time into one commit, so that many requests share the cost of being durable. */
export interface TurnQueue {
  /** Records that the item's request is about to leave: the number of the request, or why it must not. */
  readonly send: (seq: number) => Promise<number | NotSent>;
  /** Keeps what became of a request. Resolves when it is on disk; tries again until it is, or patience ends. */
  readonly settle: (settlement: Settlement) => Promise<void>;
  /** Keeps that an item was refused before anything was sent. */
  readonly refuse: (seq: number, reason: string) => Promise<void>;
}

/** How long a board that cannot be written is asked again. */
export interface QueuePatience {
  /** @default 60_000 */
  readonly limitMs?: number | undefined;
  /** Ends it at once. */
  readonly abort?: AbortSignal | undefined;
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const againMs = 200;

/** Makes a queue for a worker. */
export function createTurnQueue(worker: Worker, { limitMs = 60_000, abort }: QueuePatience = {}): TurnQueue {
  let sends: Waiting<number, number | NotSent>[] = [];
  let settles: Waiting<Settlement, void>[] = [];
  let refusals: Waiting<{ seq: number; reason: string }, void>[] = [];
  let isUnderWay = false;
  /** Requests that have left and are not settled yet. */
  let open = 0;
  let lastTurnMs = 0;
  let troubleSince: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async (): Promise<void> => {
    const taken = { sends, settles, refusals };
    [sends, settles, refusals] = [[], [], []];
    const turn: Turn = {
      send: taken.sends.map(({ asked }) => asked),
      settle: taken.settles.map(({ asked }) => asked),
      refuse: taken.refusals.map(({ asked }) => asked),
    };
    let waitMs: number | undefined;
    const began = performance.now();
    try {
      const permits = await worker.takeTurn(turn);
      lastTurnMs = performance.now() - began;
      open += permits.filter((permit) => typeof permit === "number").length;
      troubleSince = undefined;
      for (const [index, { resolve }] of taken.sends.entries()) resolve(permits[index] ?? "not-planned");
      for (const { resolve } of [...taken.settles, ...taken.refusals]) resolve();
    } catch (error) {
      troubleSince ??= performance.now();
      const isOver = performance.now() - troubleSince >= limitMs || abort?.aborted === true;
      for (const { reject } of [...taken.sends, ...taken.refusals, ...(isOver ? taken.settles : [])]) reject(error);
      if (!isOver) settles = [...taken.settles, ...settles]; // what was paid for is not given up
      // by itself it may be written at once: what shall be sent is refused for more reasons
      waitMs = turn.send.length + turn.refuse.length > 0 ? 0 : againMs;
    }
    isUnderWay = false;
    if (sends.length + settles.length + refusals.length > 0) start(waitMs);
  };
  /** As long as the last turn took, where the board asks for it. */
  const gather = (): void => {
    const waitMs = open > 0 ? Math.min(worker.gatherMs ?? 0, lastTurnMs) : 0;
    if (waitMs < 1) void flush();
    else setTimeout(() => void flush(), waitMs);
  };
  const start = (waitMs?: number): void => {
    if (isUnderWay) return;
    isUnderWay = true;
    if (waitMs === undefined) setImmediate(gather);
    else {
      timer = setTimeout(() => {
        abort?.removeEventListener("abort", hurry);
        void flush();
      }, waitMs);
      abort?.addEventListener("abort", hurry, { once: true });
    }
  };
  const hurry = (): void => {
    clearTimeout(timer);
    void flush();
  };

  return {
    send: (asked) =>
      new Promise((resolve, reject) => {
        sends.push({ asked, resolve, reject });
        start();
      }),
    settle: (asked) =>
      new Promise((resolve, reject) => {
        open -= 1;
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
