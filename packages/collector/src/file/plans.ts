import { hash, randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { ConfigError } from "@just-one/core";
import type { Board, RunDetails, RunPlan, RunTotals } from "../board.ts";
import { beginItem, type ItemState, itemStates, type NewItem } from "../item.ts";
import { readJson, writeJson } from "../json-text.ts";
import { checkLimits } from "../money.ts";
import { sumUpRun } from "../sum-up-run.ts";
import type { ChangeItems } from "./change-items.ts";
import type { Replies } from "./keep-reply.ts";
import { isDead, thisProcess } from "./life.ts";
import { toState, toStateNumber } from "./row.ts";

/** Plans a run and sums it up; the caller makes a transaction of each. */
export interface Plans {
  readonly read: () => RunPlan | undefined;
  readonly begin: (plan: Omit<RunPlan, "columns">) => Awaited<ReturnType<Board["beginPlan"]>>;
  readonly giveUp: () => void;
  readonly add: (items: readonly NewItem[]) => { readonly duplicates: number };
  readonly end: (columns: readonly string[]) => void;
  readonly setLimits: (limits: Pick<RunPlan, "price" | "budget" | "maxCalls">) => void;
  readonly readTotals: () => RunTotals;
  readonly readDetails: () => RunDetails;
}

export function preparePlans(
  database: DatabaseSync,
  {
    run,
    changes,
    replies,
    leaseMs,
  }: { readonly run: number; readonly changes: ChangeItems; readonly replies: Replies; readonly leaseMs: number },
): Plans {
  /** This planning, told from all others, also those of this process. */
  let planner: string | undefined;
  const beat = database.prepare(
    "update run set planner_beat = ? where run = ? and planner = ? and is_planned = 0 returning run",
  );
  const readPlanner = database.prepare(
    "select is_planned as isPlanned, planner, planner_beat as beat from run where run = ?",
  );
  const giveUp = database.prepare("update run set planner = null where run = ? and planner = ?");
  const read = database.prepare("select * from run where run = ? and is_planned = 1");
  const readSums = database.prepare("select price, duplicates, written_off as writtenOff from run where run = ?");
  const add = database.prepare(
    "insert into item (run, seq, key, state, reason, label, parameters, settled_at) values (?, ?, unhex(?), ?, ?, ?, ?, ?) on conflict do nothing",
  );
  const addDuplicates = database.prepare("update run set duplicates = duplicates + ? where run = ?");
  const reasons = database.prepare(
    "select reason, count(*) as items from item where run = ? and state = ? group by reason order by reason",
  );
  const tallies = database.prepare("select state, items from tally where run = ?");

  const addOne = (item: NewItem): ItemState | undefined => {
    const { seq, key, parameters, label, reply } = item;
    const { state, reason } = beginItem(item);
    // as digits: making bytes of it here takes twice as long as all the rest of it
    const short = key === undefined ? null : hash("sha256", key, "hex").slice(0, 32);
    const settledAt = state === "planned" ? null : Date.now();
    const text = writeJson(parameters);
    const values = [run, seq, short, toStateNumber(state), reason ?? null, label ?? null, text, settledAt];
    if (add.run(...values).changes === 0) return undefined;
    if (reply !== undefined) replies.keep(seq, reply);
    return state;
  };

  /** Whoever planned for too long without a sign of life has lost its place, and must not mix its items with another's. */
  const hold = (): void => {
    if (planner !== undefined && beat.get(Date.now(), run, planner) !== undefined) return;
    throw new ConfigError("another process plans this run now; nothing of this planning is kept");
  };

  return {
    read: () => {
      const row = read.get(run);
      if (row === undefined) return undefined;
      return {
        id: String(row["id"]),
        operation: String(row["operation"]),
        // Safe: we wrote it, as an object.
        parameters: readJson(String(row["parameters"])) as Record<string, unknown>,
        columns: JSON.parse(String(row["columns"])) as readonly string[], // ours, too
        inputs: String(row["inputs"]),
        createdAt: Number(row["created_at"]),
        ...(typeof row["price"] === "string" && { price: row["price"] }),
        ...(typeof row["budget"] === "string" && { budget: row["budget"] }),
        ...(typeof row["max_calls"] === "number" && { maxCalls: row["max_calls"] }),
      };
    },
    begin: ({ id, operation, parameters, price, budget, maxCalls, inputs, createdAt }) => {
      checkLimits({ price, budget, maxCalls });
      const earlier = readPlanner.get(run);
      if (earlier?.["isPlanned"] === 1) return "planned";
      const name = earlier?.["planner"];
      if (typeof name === "string" && !isDead({ name, at: Number(earlier?.["beat"]) }, leaseMs)) return "busy";
      planner = `${thisProcess} ${randomUUID()}`;
      for (const table of ["item", "tally", "reply", "slice", "worker", "run"]) {
        database.prepare(`delete from ${table} where run = ?`).run(run);
      }
      database
        .prepare(
          "insert into run (run, id, operation, parameters, price, budget, max_calls, inputs, created_at, planner, planner_beat) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .run(
          run,
          id,
          operation,
          writeJson(parameters),
          price ?? null,
          budget ?? null,
          maxCalls ?? null,
          inputs,
          createdAt,
          planner,
          Date.now(),
        );
      return "begun";
    },
    giveUp: () => void giveUp.run(run, planner ?? ""),
    add: (items) => {
      hold();
      const added = new Map<ItemState, number>();
      for (const item of items) {
        const state = addOne(item);
        if (state !== undefined) added.set(state, (added.get(state) ?? 0) + 1);
      }
      let duplicates = items.length;
      for (const [state, number] of added) {
        changes.count(toStateNumber(state), number);
        duplicates -= number;
      }
      if (duplicates > 0) addDuplicates.run(duplicates, run);
      return { duplicates };
    },
    end: (columns) => {
      hold();
      database.prepare("update run set is_planned = 1, columns = ? where run = ?").run(JSON.stringify(columns), run);
    },
    setLimits: ({ price, budget, maxCalls }) => {
      const known = readSums.get(run)?.["price"];
      checkLimits({ price: typeof known === "string" ? known : price, budget, maxCalls });
      database
        .prepare("update run set price = coalesce(price, ?), budget = ?, max_calls = ? where run = ?")
        .run(price ?? null, budget ?? null, maxCalls ?? null, run);
    },
    readTotals: () => {
      const items = Object.fromEntries(itemStates.map((state) => [state, 0])) as Record<ItemState, number>; // all of them
      for (const { state, items: number } of tallies.all(run)) items[toState(state)] = Number(number);
      const { price, duplicates = 0, writtenOff = 0 } = readSums.get(run) ?? {};
      return sumUpRun({
        items,
        duplicates: Number(duplicates),
        writtenOff: Number(writtenOff),
        price: typeof price === "string" ? price : undefined,
      });
    },
    readDetails: () => {
      const failed = reasons.all(run, toStateNumber("failed"));
      return {
        emptyReplies: replies.countEmpty(),
        failed: Object.fromEntries(failed.map(({ reason, items }) => [String(reason), Number(items)])),
      };
    },
  };
}
