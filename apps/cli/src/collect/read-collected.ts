import { existsSync } from "node:fs";
import { join } from "node:path";
import { createFileBoard } from "@just-one/collector";
import { fromBillionths, toBillionths } from "@just-one/collector/money";
import type { UsageRow } from "@just-one/core";
import { type KnownCollection, listCollections, nameRun } from "./collections.ts";
import { readSpent } from "./read-spent.ts";

/** What all collections of this user have spent, by day and operation; those whose folder is gone as they were last seen. */
export async function readCollected(dataFolder: string, since: Date | undefined): Promise<readonly UsageRow[]> {
  const rows = await Promise.all(listCollections(dataFolder).map((known) => readKnown(known, since)));
  const sums = new Map<string, UsageRow>();
  for (const row of rows.flat()) {
    const name = `${row.day} ${row.operation}`;
    const sum = sums.get(name);
    sums.set(name, sum === undefined ? row : add(sum, row));
  }
  return [...sums.values()];
}

async function readKnown(
  { folder, run, rows }: KnownCollection,
  since: Date | undefined,
): Promise<readonly UsageRow[]> {
  const path = join(folder, "board.sqlite");
  const firstDay = since === undefined ? "" : new Date(since.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const lastSeen = rows.filter(({ day }) => day >= firstDay);
  if (!existsSync(path)) return lastSeen;
  try {
    const board = createFileBoard({ path });
    try {
      const plan = await board.readRun();
      return plan !== undefined && nameRun(plan) === run ? await readSpent(board, plan, since) : lastSeen;
    } finally {
      board.close();
    }
  } catch {
    return lastSeen; // damaged, or not this user's any more
  }
}

function addMoney(one: string, other: string): string {
  return fromBillionths(toBillionths(one) + toBillionths(other));
}

function add(one: UsageRow, other: UsageRow): UsageRow {
  return {
    ...one,
    spentCalls: one.spentCalls + other.spentCalls,
    spentCost: addMoney(one.spentCost, other.spentCost),
    reservedCalls: one.reservedCalls + other.reservedCalls,
    reservedCost: addMoney(one.reservedCost, other.reservedCost),
    unknownCalls: one.unknownCalls + other.unknownCalls,
  };
}
