import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { NotSent, Permits, Slice, Turn, Worker } from "@just-one/collector";
import type { AskStore } from "./ask-store.ts";
import { toKeptText } from "./kept-text.ts";
import { itemColumns, toItem, toReplyRow } from "./row.ts";

export interface WorkerSettings {
  /** The run's number. */
  readonly run: string;
  readonly leaseMs: number;
  /** The only range that it takes. */
  readonly only: number | undefined;
}

/** Registers a worker. Its number is drawn: nobody else's can ever be the same, whatever becomes of the database. */
export async function openWorker(ask: AskStore, { run, leaseMs, only }: WorkerSettings): Promise<Worker> {
  const worker = (randomBytes(8).readBigUInt64BE() >> 1n).toString();
  // Whoever takes one range only finds the dead when it is held.
  if (only === undefined) await sweep(ask, run, leaseMs);
  await ask("select just_one.open_worker($1, $2, $3)", [run, worker, `${hostname()} ${process.pid}`]);
  let isTaken = false;
  const take = async (): Promise<number | undefined> => {
    if (isTaken) return undefined;
    const [row] = await ask("select just_one.take_slice($1, $2, $3) as number", [run, worker, only ?? null]);
    const number = typeof row?.["number"] === "number" ? row["number"] : undefined;
    isTaken = only !== undefined && number === only;
    return number;
  };
  return {
    leaseMs,
    gatherMs: 10,
    takeSlice: async () => {
      let number = await take();
      if (number === 0) {
        await sweep(ask, run, leaseMs);
        number = await take();
      }
      if (number === undefined) return undefined;
      return number === 0 ? "held" : readSlice(ask, run, number);
    },
    endSlice: async ({ number }) => {
      await ask("select just_one.end_slice($1, $2, $3)", [run, worker, number]);
    },
    takeTurn: createTakeTurn(ask, run, worker),
    beat: async () => {
      await ask("update just_one.worker set beat = clock_timestamp() where worker = $1", [worker]);
    },
    close: async () => {
      await ask("select just_one.close_worker($1, $2, null)", [run, worker]);
    },
  };
}

/** Gives up workers that were silent for too long, each in a commit of its own. */
async function sweep(ask: AskStore, run: string, leaseMs: number): Promise<void> {
  const silent = "select worker from just_one.worker where run = $1 and just_one.is_silent(beat, $2)";
  for (const { worker } of await ask(silent, [run, leaseMs])) {
    await ask("select just_one.close_worker($1, $2, $3)", [run, worker, leaseMs]);
  }
}

async function readSlice(ask: AskStore, run: string, number: number): Promise<Slice> {
  const rows = await ask(
    `select ${itemColumns} from just_one.item where run = $1 and state = 0
      and seq >= (select first from just_one.slice where run = $1 and number = $2)
      and seq <= (select last from just_one.slice where run = $1 and number = $2) order by seq`,
    [run, number],
  );
  return { number, items: rows.map(toItem) };
}

/**
 * One turn after the other, each with a number: where an answer is lost with its connection, nobody knows whether the turn was
 * committed, and the same turn is told again, which the number makes one.
 */
function createTakeTurn(ask: AskStore, run: string, worker: string): Worker["takeTurn"] {
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** Turns of which nobody knows whether they were committed; what they wanted to send was refused meanwhile. */
  let doubtful: { readonly number: number; readonly turn: Turn } | undefined;

  const tell = async (number: number, turn: Turn): Promise<Permits> => {
    const text = "select just_one.take_turn($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as permits";
    const [row] = await ask(text, [run, worker, number, ...toValues(turn)]);
    const permits: unknown = row?.["permits"];
    if (!Array.isArray(permits)) throw new Error("the database did not answer a turn");
    return permits.map((permit) => toPermit(Number(permit)));
  };
  const take = async (turn: Turn): Promise<Permits> => {
    if (doubtful !== undefined) await tell(doubtful.number, { ...doubtful.turn, send: [] });
    const told = new Set<unknown>([...(doubtful?.turn.settle ?? []), ...(doubtful?.turn.refuse ?? [])]);
    doubtful = undefined;
    const parts = splitTurn({
      ...turn,
      settle: turn.settle.filter((each) => !told.has(each)),
      refuse: turn.refuse.filter((each) => !told.has(each)),
    });
    const permits: (number | NotSent)[] = [];
    for (const part of parts) {
      count += 1;
      try {
        permits.push(...(await tell(count, part)));
      } catch (error) {
        doubtful = { number: count, turn: part };
        throw error;
      }
    }
    return permits;
  };
  return async (turn) => {
    const own = last.then(() => take(turn));
    last = own.catch(() => undefined);
    return own;
  };
}

function toPermit(permit: number): number | NotSent {
  if (permit > 0) return permit;
  return permit === 0 ? "not-planned" : permit === -1 ? "budget" : "worker-closed";
}

function toValues({ settle, refuse, send }: Turn): unknown[] {
  const replies = settle.flatMap(({ seq, outcome }) =>
    outcome.how === "bill" ? [toReplyRow(seq, outcome.reply)] : [],
  );
  return [
    settle.map(({ seq }) => seq),
    settle.map(({ attempt }) => attempt),
    settle.map(({ outcome }) => outcome.how),
    settle.map(({ outcome }) => (outcome.how === "bill" ? null : toKeptText(outcome.reason))),
    JSON.stringify(replies),
    refuse.map(({ seq }) => seq),
    refuse.map(({ reason }) => toKeptText(reason)),
    send,
  ];
}

/** A statement changes an item once: what is said of one for a second time comes in a turn after it. Nearly never. */
function splitTurn(turn: Turn): readonly Turn[] {
  const [first, later] = [startTurn(), startTurn()];
  for (const kind of ["settle", "refuse", "send"] as const) {
    const seen = new Set<number>();
    for (const each of turn[kind]) {
      const seq = typeof each === "number" ? each : each.seq;
      const part = seen.has(seq) || later[kind].length > 0 ? later : first;
      // Safe: it is of that kind.
      (part[kind] as unknown[]).push(each);
      seen.add(seq);
    }
  }
  const hasLater = later.settle.length + later.refuse.length + later.send.length > 0;
  if (!hasLater) return [turn];
  // all that was settled comes before anything that is sent
  if (later.settle.length + later.refuse.length > 0) later.send.unshift(...first.send.splice(0));
  return [first, ...splitTurn(later)];
}

function startTurn(): { settle: Turn["settle"][number][]; refuse: Turn["refuse"][number][]; send: number[] } {
  return { settle: [], refuse: [], send: [] };
}
