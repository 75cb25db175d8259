import { hash, randomUUID } from "node:crypto";
import { ConfigError } from "@just-one/core";
import type { Board, NewItem, RunPlan } from "@just-one/collector";
import { beginItem, checkLimits, countAffordable, readJson, writeJson } from "@just-one/collector/board-kit";
import type { AskStore } from "./ask-store.ts";
import { fromKeptText, toKeptText } from "./kept-text.ts";
import { toReplyRow, toStateNumber } from "./row.ts";

/** Plans a run of a name. */
export interface Plans extends Pick<Board, "beginPlan" | "giveUpPlan" | "addItems" | "endPlan"> {
  /** The run's number; `undefined` until it is planned. */
  readonly find: () => Promise<string | undefined>;
  readonly read: () => Promise<RunPlan | undefined>;
}

export interface PlanSettings {
  readonly name: string;
  readonly leaseMs: number;
  readonly sliceItems: number | undefined;
}

/** @param ask for what may be asked twice @param askOnce for what may not */
export function createPlans(
  { ask, askOnce }: { readonly ask: AskStore; readonly askOnce: AskStore },
  { name, leaseMs, sliceItems }: PlanSettings,
): Plans {
  /** This planning, told from all others. */
  let own: { readonly run: string; readonly planner: string } | undefined;
  let planned: string | undefined;
  const hold = (): [string, string] => {
    if (own === undefined) throw new ConfigError("nothing is being planned on this board; begin with `beginPlan`");
    return [own.run, own.planner];
  };

  return {
    // A run that is planned keeps its number for ever.
    find: async () =>
      (planned ??= toText(
        (await ask("select run from just_one.run where name = $1 and is_planned", [name]))[0]?.["run"],
      )),
    read: async () => {
      const [row] = await ask("select * from just_one.run where name = $1 and is_planned", [name]);
      planned ??= toText(row?.["run"]);
      return row === undefined ? undefined : toPlan(row);
    },
    beginPlan: async (plan) => {
      checkLimits(plan);
      const planner = randomUUID();
      const values = [name, planner, leaseMs, JSON.stringify(toPlanRow(plan))];
      const [row] = await ask("select just_one.begin_plan($1, $2, $3, $4) as run", values);
      const run = String(row?.["run"]);
      if (run === "-1") return "planned";
      if (run === "0") return "busy";
      own = { run, planner };
      return "begun";
    },
    giveUpPlan: async () => {
      if (own === undefined) return;
      await ask("update just_one.run set planner = null where run = $1 and planner = $2 and not is_planned", hold());
    },
    addItems: async (items) => {
      const rows = JSON.stringify(items.map(toItemRow));
      const replies = items.flatMap(({ seq, reply }) => (reply === undefined ? [] : [toReplyRow(seq, reply)]));
      const values = [...hold(), rows, JSON.stringify(replies)];
      // Asked twice, all of them would be duplicates.
      const [row] = await askOnce("select just_one.add_items($1, $2, $3, $4) as duplicates", values);
      return { duplicates: Number(row?.["duplicates"]) };
    },
    endPlan: async (columns) => {
      const values = [...hold(), JSON.stringify(columns), sliceItems ?? null];
      await ask("select just_one.end_plan($1, $2, $3, $4)", values);
    },
  };
}

function toPlanRow(plan: Omit<RunPlan, "columns">): Readonly<Record<string, unknown>> {
  const { id, operation, parameters, price, budget, maxCalls, inputs, createdAt } = plan;
  return {
    id: toKeptText(id),
    operation,
    parameters: writeJson(parameters),
    price,
    budget,
    max_calls: maxCalls,
    inputs: toKeptText(inputs),
    created_at: createdAt,
    allowed: toAllowed(plan),
  };
}

/** Calls that may be paid for; null for as many as there are. */
export function toAllowed(limits: Pick<RunPlan, "price" | "budget" | "maxCalls">): number | null {
  const calls = countAffordable(limits);
  return Number.isFinite(calls) ? calls : null;
}

function toItemRow(item: NewItem): Readonly<Record<string, unknown>> {
  const { seq, key, parameters, label } = item;
  const { state, reason } = beginItem(item);
  return {
    seq,
    key: key === undefined ? undefined : hash("sha256", key, "hex").slice(0, 32),
    state: toStateNumber(state),
    reason: reason === undefined ? undefined : toKeptText(reason),
    label: label === undefined ? undefined : toKeptText(label),
    parameters: writeJson(parameters),
  };
}

function toPlan(row: Readonly<Record<string, unknown>>): RunPlan {
  const { id, operation, parameters, columns, price, budget, max_calls: maxCalls, inputs, created_at: at } = row;
  return {
    id: fromKeptText(String(id)),
    operation: String(operation),
    // Safe: we wrote it, as an object.
    parameters: readJson(String(parameters)) as Record<string, unknown>,
    columns: JSON.parse(String(columns)) as readonly string[], // ours, too
    inputs: fromKeptText(String(inputs)),
    createdAt: Number(at),
    ...(typeof price === "string" && { price }),
    ...(typeof budget === "string" && { budget }),
    ...(maxCalls !== null && { maxCalls: Number(maxCalls) }),
  };
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
