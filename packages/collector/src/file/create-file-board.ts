import type { DatabaseSync } from "node:sqlite";
import { ConfigError } from "@just-one/core";
import { openDatabase, runTransaction } from "@just-one/sqlite";
import { createTurns, type Patience } from "@just-one/sqlite/turns";
import type { Board, Worker } from "../board.ts";
import type { Item, Reply } from "../item.ts";
import { prepareChanges } from "./change-items.ts";
import { prepareReplies } from "./keep-reply.ts";
import { preparePlans } from "./plans.ts";
import { isDiskFull, type ReservedRoom, reserveRoom } from "./reserve-room.ts";
import { itemColumns, toItem, toStateNumber } from "./row.ts";
import { schema } from "./schema.ts";
import { prepareSlices } from "./slices.ts";
import { prepareWorkers } from "./workers.ts";

/** Where a board is kept. */
export interface FileBoardOptions {
  /** The file; made if it is missing, in a folder that exists, on a local disk (SQLite's log needs one). */
  readonly path: string;
}

/**
 * Opens a board on `node:sqlite`, shared by all processes of a machine that open it. Each change is on disk before its
 * promise resolves. The file holds parameters, labels and replies, and never a token.
 *
 * @throws ConfigError when the file is no board, is damaged or cannot be opened
 * @example
 * ```ts
 * const board = createFileBoard({ path: "data/board.sqlite" });
 * const { items, spent } = await board.readTotals();
 * ```
 */
export function createFileBoard({ path }: FileBoardOptions): Board {
  const { database, isInPlace, waitForLock } = openDatabase({
    path,
    name: "board",
    applicationId: 0x4a314244,
    version: 1,
    schema,
    synchronous: "full",
    toError: (message) => new ConfigError(message),
  });
  const run = 1;
  const replies = prepareReplies(database, run);
  const changes = prepareChanges(database, run, replies);
  const plans = preparePlans(database, run, changes, replies);
  const slices = prepareSlices(database, run);
  const workers = prepareWorkers(database, run, changes);
  const turns = createTurns();
  let room: ReservedRoom | undefined;

  const change = async <T>(make: () => T): Promise<T> =>
    turns.take(() => {
      // Whoever opens the path now plans the same items anew, and would pay for them a second time.
      if (!isInPlace())
        throw new ConfigError(`${path} was deleted or replaced while it was open; nothing more is sent`);
      return runTransaction(database, make);
    }, patience);

  return {
    readRun: async () => plans.read(),
    beginPlan: (plan) => change(() => plans.begin(plan)),
    addItems: (items) => change(() => plans.add(items)),
    endPlan: (columns) =>
      change(() => {
        slices.cut();
        plans.end(columns);
      }),
    setLimits: (limits) => change(() => plans.setLimits(limits)),
    openWorker: async () => {
      room ??= reserveRoom(path);
      const worker = await change(() => {
        workers.sweep();
        slices.reopen();
        return workers.open();
      });
      return {
        takeSlice: () => change(() => slices.take(worker)),
        endSlice: (slice) => change(() => slices.end(slice, worker)),
        takeTurn: (turn) =>
          change(() => changes.takeTurn(turn, worker)).catch((error: unknown) => {
            // What was paid for is still written; nothing more is sent on a full disk.
            if (turn.settle.length === 0 || !isDiskFull(error) || room?.giveBack() !== true) throw error;
            return change(() => changes.takeTurn(turn, worker));
          }),
        beat: () => change(() => workers.beat(worker)),
        close: () => change(() => workers.close(worker)),
      } satisfies Worker;
    },
    readTotals: async () => plans.readTotals(),
    readDetails: async () => plans.readDetails(),
    listItems: prepareList(database, run),
    readReplies: async (seqs) => {
      const found = seqs.map((seq) => [seq, replies.find(seq)] as const);
      return new Map(found.filter((each): each is [number, Reply] => each[1] !== undefined));
    },
    decide: (how, seqs) =>
      change(() => {
        const ranges =
          seqs === "all" ? [[1, Number.MAX_SAFE_INTEGER] as const] : seqs.map((seq) => [seq, seq] as const);
        const moved = ranges.reduce((sum, [first, last]) => sum + changes.move(how, first, last), 0);
        slices.reopen();
        return moved;
      }),
    close: () => {
      if (!database.isOpen) return;
      waitForLock();
      turns.close();
      room?.giveBack();
      database.close();
    },
  };
}

/** What is paid for is waiting to be written: longer than any other process holds the file. */
const patience: Patience = { ms: 60_000, outlastsClose: true };

function prepareList(database: DatabaseSync, run: number): Board["listItems"] {
  const all = database.prepare(`select ${itemColumns} from item where run = ? and seq > ? order by seq limit ?`);
  const some = database.prepare(
    `select ${itemColumns} from item where run = ? and seq > ? and state in (select value from json_each(?)) order by seq limit ?`,
  );
  return async (after, limit, states): Promise<readonly Item[]> => {
    if (states === undefined) return all.all(run, after, limit).map(toItem);
    return some.all(run, after, JSON.stringify(states.map(toStateNumber)), limit).map(toItem);
  };
}
