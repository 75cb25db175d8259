import type { DatabaseSync } from "node:sqlite";
import type { ChangeItems } from "./change-items.ts";
import { isDead, thisProcess } from "./life.ts";

/** Registers workers of a run, and gives up dead ones; the caller makes a transaction of each. */
export interface Workers {
  readonly open: () => number;
  readonly beat: (worker: number) => void;
  readonly close: (worker: number) => void;
  readonly sweep: () => void;
}

export function prepareWorkers(
  database: DatabaseSync,
  { run, changes, leaseMs }: { readonly run: number; readonly changes: ChangeItems; readonly leaseMs: number },
): Workers {
  const add = database.prepare("insert into worker (run, process, heartbeat) values (?, ?, ?) returning worker");
  const beat = database.prepare("update worker set heartbeat = ? where worker = ?");
  const end = database.prepare("update worker set is_closed = 1 where worker = ?");
  const list = database.prepare("select worker, process, heartbeat from worker where run = ? and is_closed = 0");
  const slices = database.prepare("select first, last from slice where run = ? and worker = ?");
  const free = database.prepare("update slice set worker = null where run = ? and worker = ?");

  const close = (worker: number): void => {
    for (const { first, last } of slices.all(run, worker)) changes.move("lose", Number(first), Number(last), worker);
    free.run(run, worker);
    end.run(worker);
  };
  return {
    open: () => Number(add.get(run, thisProcess, Date.now())?.["worker"]),
    beat: (worker) => void beat.run(Date.now(), worker),
    close,
    sweep: () => {
      for (const { worker, process: name, heartbeat } of list.all(run)) {
        if (isDead({ name: String(name), at: Number(heartbeat) }, leaseMs)) close(Number(worker));
      }
    },
  };
}
