import type { DatabaseSync } from "node:sqlite";
import { type Amounts, createAmounts } from "../budget/amounts.ts";
import type { SumKey } from "../budget/usage-rows.ts";

/** The sums of a ledger file. */
export interface LedgerSums {
  /** What is spent and reserved on a day, or with the empty day in all. */
  read(day: string): Amounts;
  /** Changes the three sums that an entry counts in: its own, its day's and that of everything. */
  update(key: SumKey, change: (sums: readonly Amounts[]) => void): void;
  /** By day, operation and label. */
  list(): (SumKey & Amounts)[];
}

/**
 * The table. Costs are text that holds billionths: SQLite's integers end at 2^63, and its sums turn into floats there.
 * The empty operation holds the sum of its day, the empty day that of everything.
 */
export const sumsSchema = `
  create table sums (
    day text not null, operation text not null, label text not null,
    spentCalls integer not null, reservedCalls integer not null,
    spentBillionths text not null, reservedBillionths text not null,
    primary key (day, operation, label)
  ) strict, without rowid`;

export function prepareSums(database: DatabaseSync): LedgerSums {
  const find = database.prepare("select * from sums where day = ? and operation = ? and label = ?");
  const list = database.prepare("select * from sums where operation <> '' order by day, operation, label");
  const save = database.prepare(`
    insert or replace into sums
      (day, operation, label, spentCalls, reservedCalls, spentBillionths, reservedBillionths)
    values (?, ?, ?, ?, ?, ?, ?)`);

  const read = (day: string, operation: string, label: string): Amounts => {
    const row = find.get(day, operation, label);
    return row === undefined ? createAmounts() : toAmounts(row);
  };
  const write = ({ day, operation, label }: SumKey, sum: Amounts): void => {
    const { spentCalls, reservedCalls, spentCost, reservedCost } = sum;
    save.run(day, operation, label, spentCalls, reservedCalls, spentCost.toString(), reservedCost.toString());
  };

  return {
    read: (day) => read(day, "", ""),
    update: ({ day, operation, label }, change) => {
      const everything = read("", "", "");
      const ofDay = read(day, "", "");
      const own = read(day, operation, label);
      change([everything, ofDay, own]);
      write({ day: "", operation: "", label: "" }, everything);
      write({ day, operation: "", label: "" }, ofDay);
      write({ day, operation, label }, own);
    },
    list: () => list.all().map((row) => Object.assign(toKey(row), toAmounts(row))),
  };
}

type Row = Readonly<Record<string, unknown>>;

function toKey({ day, operation, label }: Row): SumKey {
  return { day: String(day), operation: String(operation), label: String(label) };
}

function toAmounts({ spentCalls, reservedCalls, spentBillionths, reservedBillionths }: Row): Amounts {
  return {
    spentCalls: Number(spentCalls),
    reservedCalls: Number(reservedCalls),
    spentCost: BigInt(String(spentBillionths)),
    reservedCost: BigInt(String(reservedBillionths)),
  };
}
