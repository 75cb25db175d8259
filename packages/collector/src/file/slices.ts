import type { DatabaseSync } from "node:sqlite";
import type { Slice } from "../board.ts";
import { itemColumns, toItem } from "./row.ts";

const sliceItems = 1000;

/** Ranges of items that workers take one after the other; the caller makes a transaction of each. */
export interface Slices {
  /** Cuts a planned run into ranges. */
  readonly cut: () => void;
  /** The next one that nobody holds; `held` when others hold all that are left. */
  readonly take: (worker: number) => Slice | "held" | undefined;
  readonly end: (slice: Slice, worker: number) => void;
}

export function prepareSlices(database: DatabaseSync, run: number): Slices {
  const readLast = database.prepare("select max(seq) as last from item where run = ?");
  const add = database.prepare("insert into slice (run, number, first, last) values (?, ?, ?, ?)");
  const take = database.prepare(
    "update slice set worker = ? where run = ? and number = (select number from slice where run = ? and worker is null and is_done = 0 order by number limit 1) returning number, first, last",
  );
  const isHeld = database.prepare("select 1 from slice where run = ? and is_done = 0 and worker <> ? limit 1");
  const listPlanned = database.prepare(
    `select ${itemColumns} from item where run = ? and seq between ? and ? and state = 0 order by seq`,
  );
  const end = database.prepare(
    "update slice set worker = null, is_done = not exists (select 1 from item where item.run = slice.run and seq between first and last and state = 0) where run = ? and number = ? and worker = ?",
  );

  const takeNext = (worker: number): Slice | "held" | undefined => {
    for (;;) {
      const row = take.get(worker, run, run);
      if (row === undefined) return isHeld.get(run, worker) === undefined ? undefined : "held";
      const items = listPlanned.all(run, row["first"] ?? 0, row["last"] ?? 0).map(toItem);
      const slice = { number: Number(row["number"]), items };
      if (items.length > 0) return slice;
      end.run(run, slice.number, worker);
    }
  };
  return {
    cut: () => {
      const last = Number(readLast.get(run)?.["last"] ?? 0);
      for (let first = 1; first <= last; first += sliceItems) {
        add.run(run, Math.ceil(first / sliceItems), first, first + sliceItems - 1);
      }
    },
    take: takeNext,
    end: ({ number }, worker) => void end.run(run, number, worker),
  };
}

/** Makes the ranges of items that were planned again be taken again. */
export function prepareReopen(database: DatabaseSync, run: number): (first: number, last: number) => void {
  const reopen = database.prepare("update slice set is_done = 0 where run = ? and number between ? and ?");
  return (first, last) => void reopen.run(run, Math.ceil(first / sliceItems), Math.ceil(last / sliceItems));
}
