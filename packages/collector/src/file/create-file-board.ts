import type { DatabaseSync } from "node:sqlite";
import { ConfigError } from "@just-one/core";
import { openDatabase, runTransaction } from "@just-one/sqlite";
import { createTurns, type Patience } from "@just-one/sqlite/turns";
import type { Board, Worker } from "../board.ts";
import type { Item, Reply } from "../item.ts";
import { prepareChanges } from "./change-items.ts";
import { prepareReplies } from "./keep-reply.ts";
import { preparePlans } from "./plans.ts";
import { putBack } from "./put-back.ts";
import { isDiskFull, type ReservedRoom, reserveRoom } from "./reserve-room.ts";
import { itemColumns, toItem, toStateNumber } from "./row.ts";
import { schema } from "./schema.ts";
import { prepareSlices } from "./slices.ts";
import { prepareWorkers } from "./workers.ts";

/** Where a board is kept. */
export interface FileBoardOptions {
  /** The file; made if it is missing, in a folder that exists, on a local disk (SQLite's log needs one). */
  readonly path: string;
  /**
   * Milliseconds without a sign of life after which a worker is given up for dead. It may wake up: then it sends nothing more
   * in its old name, and what it has paid for is kept. @default 30_000
   */
  readonly leaseMs?: number | undefined;
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
export function createFileBoard({ path, leaseMs = 30_000 }: FileBoardOptions): Board {
  return openFileBoard({ path, leaseMs, reserve: reserveRoom }).board;
}

/** The same with what a test needs to make its disk full. */
export function openFileBoard({
  path,
  leaseMs,
  reserve,
}: {
  readonly path: string;
  readonly leaseMs: number;
  readonly reserve: (path: string) => ReservedRoom;
}): { readonly board: Board; readonly database: DatabaseSync } {
  const { database, isInPlace, waitForLock } = openDatabase({
    path,
    name: "board",
    applicationId: 0x4a314244,
    version: 1,
    schema,
    synchronous: "full",
    toError: (message) => new ConfigError(message),
  });
  // Keys come in no order: with too few pages in memory each one is read again and again.
  database.exec(`pragma cache_size = -24000; ${whileSending}`);
  const run = 1;
  const replies = prepareReplies(database, run);
  const changes = prepareChanges(database, run, replies);
  const plans = preparePlans(database, { run, changes, replies, leaseMs });
  const slices = prepareSlices(database, run);
  const workers = prepareWorkers(database, { run, changes, leaseMs });
  const turns = createTurns();
  let room: ReservedRoom | undefined;

  /** Makes a change wherever the file is by now. */
  const write = async <T>(make: () => T, safety: Safety = "full"): Promise<T> =>
    turns.take(() => {
      try {
        if (safety === "full") return runTransaction(database, make);
        database.exec(whilePlanning);
        try {
          return runTransaction(database, make);
        } finally {
          database.exec(whileSending);
        }
      } catch (error) {
        throw isDiskFull(error) ? new DiskFull(path) : error;
      }
    }, patience);
  /** Makes a change that must not be made where nobody else sees it. */
  const change = async <T>(make: () => T, safety?: Safety): Promise<T> =>
    write(() => {
      // Whoever opens the path now plans the same items anew, and would pay for them a second time.
      if (!isInPlace())
        throw new ConfigError(`${path} was deleted or replaced while it was open; nothing more is sent`);
      return make();
    }, safety);
  /** Keeps what has happened, also on a full disk or in a file that was deleted. */
  const keep = <T>(make: () => T): Promise<T> =>
    write(make).catch((error: unknown) => {
      if (!(error instanceof DiskFull) || room?.giveBack() !== true) throw error;
      return write(make);
    });
  const closeWorker = async (worker: number): Promise<void> => {
    await keep(() => workers.close(worker));
    if (!isInPlace()) putBack(database, path);
  };

  const board: Board = {
    readRun: async () => plans.read(),
    beginPlan: (plan) => change(() => plans.begin(plan)),
    giveUpPlan: () => change(() => plans.giveUp()),
    addItems: (items) => change(() => plans.add(items), "normal"),
    endPlan: (columns) =>
      change(() => {
        slices.cut();
        plans.end(columns);
      }),
    skip: (seq, reply) => keep(() => changes.skip(seq, reply)),
    setLimits: (limits) => change(() => plans.setLimits(limits)),
    openWorker: async () => {
      if (room === undefined || room.isGone()) room = makeRoom();
      const worker = await change(() => {
        workers.sweep();
        return workers.open();
      });
      return {
        leaseMs,
        takeSlice: () =>
          change(() => {
            const slice = slices.take(worker);
            if (slice !== "held") return slice;
            workers.sweep();
            return slices.take(worker);
          }),
        endSlice: (slice) => write(() => slices.end(slice, worker)),
        takeTurn: async (turn) => {
          if (turn.send.length === 0) return keep(() => changes.takeTurn(turn, worker));
          if (room?.isGone() === true) throw new DiskFull(path);
          return change(() => changes.takeTurn(turn, worker));
        },
        beat: () => write(() => workers.beat(worker)),
        close: () => closeWorker(worker),
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
        return ranges.reduce((sum, [first, last]) => sum + changes.move(how, first, last), 0);
      }),
    close: () => {
      if (!database.isOpen) return;
      waitForLock();
      turns.close();
      room?.giveBack();
      database.close();
    },
  };
  return { board, database };

  function makeRoom(): ReservedRoom {
    try {
      return reserve(path);
    } catch (error) {
      throw isDiskFull(error) ? new DiskFull(path) : error;
    }
  }
}

/**
 * `full` waits until a change is on disk. `normal` does not, and keeps the order: for what counts once a later `full` one is
 * there, which takes all before it along. A planning that did not end is forgotten anyway.
 */
type Safety = "full" | "normal";

/** What is paid for is waiting to be written: longer than any other process holds the file. */
const patience: Patience = { ms: 60_000, outlastsClose: true };

class DiskFull extends ConfigError {
  constructor(path: string) {
    super(`the disk that ${path} is on is full; what was paid for is kept, and nothing more is sent`);
  }
}

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

const whileSending = "pragma synchronous = full; pragma wal_autocheckpoint = 4000";
// Nearly every page of the keys changes with every batch: the seldomer they are carried over, the fewer are written. 100 MB.
const whilePlanning = "pragma synchronous = normal; pragma wal_autocheckpoint = 24000";
