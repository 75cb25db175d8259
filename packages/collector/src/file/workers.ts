import { hostname } from "node:os";
import type { DatabaseSync } from "node:sqlite";
import type { ChangeItems } from "./change-items.ts";

/** A worker that says nothing for so long is dead, or frozen; it may wake up, and then may send nothing more. */
export const leaseMs = 30_000;

/** Registers workers of a run, and gives up dead ones; the caller makes a transaction of each. */
export interface Workers {
  readonly open: () => number;
  readonly beat: (worker: number) => void;
  readonly close: (worker: number) => void;
  readonly sweep: () => void;
}

export function prepareWorkers(database: DatabaseSync, run: number, changes: ChangeItems): Workers {
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
        if (Date.now() - Number(heartbeat) > leaseMs || !mayLive(String(name))) close(Number(worker));
      }
    },
  };
}

const thisProcess = `${hostname()} ${process.pid}`;

/** False for a process of this machine that is gone. A number may be somebody else's by now: then its lease decides. */
function mayLive(name: string): boolean {
  const [host, pid] = name.split(" ");
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
