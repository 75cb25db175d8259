import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { addAmounts, type Amounts, createAmounts } from "../budget/amounts.ts";
import { findForgottenMinute, readScope, toMinute } from "../budget/ledger-scope.ts";
import type { LedgerScope } from "../budget/ledger.ts";
import type { SumKey } from "../budget/usage-rows.ts";

/** The sums of a ledger file. */
export interface LedgerSums {
  /** What is spent and reserved in a scope. */
  read(scope: LedgerScope): Amounts;
  /** Changes all sums that an entry counts in which was reserved at that time, in epoch milliseconds. */
  update(key: SumKey, reservedAt: number, change: (sums: readonly Amounts[]) => void): void;
  /** Those of a scope, for each operation, label and day; one key may come several times. */
  list(scope: LedgerScope): Iterable<SumKey & Amounts>;
}

/**
 * The tables. Costs are text that holds billionths: SQLite's integers end at 2^63, and its sums turn into floats there.
 * In `sums` the empty operation holds the sum of its day, the empty day that of everything. `minutes` has the last day again,
 * by the minute in which entries were reserved.
 */
const minutesSchema = `
  create table minutes (
    startsAt integer not null, day text not null, operation text not null, label text not null,
    spentCalls integer not null, reservedCalls integer not null,
    spentBillionths text not null, reservedBillionths text not null,
    primary key (startsAt, day, operation, label)
  ) strict, without rowid`;

export const sumsSchema: string = `
  create table sums (
    day text not null, operation text not null, label text not null,
    spentCalls integer not null, reservedCalls integer not null,
    spentBillionths text not null, reservedBillionths text not null,
    primary key (day, operation, label)
  ) strict, without rowid; ${minutesSchema}`;

const amounts = "spentCalls, reservedCalls, spentBillionths, reservedBillionths";

export function prepareSums(database: DatabaseSync): LedgerSums {
  const ofKey = prepareTable(database, "sums", ["day", "operation", "label"]);
  const ofMinute = prepareTable(database, "minutes", ["startsAt", "day", "operation", "label"]);
  const listAll = database.prepare("select * from sums where operation <> ''");
  const listDay = database.prepare("select * from sums where operation <> '' and day = ?");
  const listMinutes = database.prepare("select * from minutes where startsAt >= ?");
  const forget = database.prepare("delete from minutes where startsAt <= ?");

  function* list(scope: LedgerScope): Generator<SumKey & Amounts> {
    const { from, has } = readScope(scope);
    const { day } = scope;
    const ofDay = (): Iterable<Row> => (day === undefined ? listAll.iterate() : listDay.iterate(day));
    for (const row of from === undefined ? ofDay() : listMinutes.iterate(from)) {
      const key = toKey(row);
      if (has(key)) yield Object.assign(key, toAmounts(row));
    }
  }

  return {
    list,
    read: (scope) => {
      const { day = "", since, label } = scope;
      if (since === undefined && label === undefined) return ofKey.find(day, "", "") ?? createAmounts();
      const sum = createAmounts();
      for (const row of list(scope)) addAmounts(sum, row);
      return sum;
    },
    update: ({ day, operation, label }, reservedAt, change) => {
      const places: (() => void)[] = [];
      const sums: Amounts[] = [];
      const take = (table: Table, ...key: SQLInputValue[]): void => {
        const sum = table.find(...key) ?? createAmounts();
        sums.push(sum);
        places.push(() => table.save(sum, ...key));
      };
      take(ofKey, "", "", "");
      take(ofKey, day, "", "");
      take(ofKey, day, operation, label);
      const forgotten = findForgottenMinute();
      const minute = toMinute(reservedAt);
      if (minute > forgotten) take(ofMinute, minute, day, operation, label); // later it is settled in its day alone
      forget.run(forgotten);
      change(sums);
      for (const save of places) save();
    },
  };
}

/** A table of sums, by the columns that they are summed by. */
interface Table {
  find(...key: SQLInputValue[]): Amounts | undefined;
  save(sum: Amounts, ...key: SQLInputValue[]): void;
}

function prepareTable(database: DatabaseSync, name: string, columns: readonly string[]): Table {
  const where = columns.map((column) => `${column} = ?`).join(" and ");
  const find = database.prepare(`select ${amounts} from ${name} where ${where}`);
  const places = columns.map(() => "?").join(", ");
  const save: StatementSync = database.prepare(
    `insert or replace into ${name} (${columns.join(", ")}, ${amounts}) values (${places}, ?, ?, ?, ?)`,
  );
  return {
    find: (...key) => {
      const row = find.get(...key);
      return row && toAmounts(row);
    },
    save: ({ spentCalls, reservedCalls, spentCost, reservedCost }, ...key) =>
      void save.run(...key, spentCalls, reservedCalls, spentCost.toString(), reservedCost.toString()),
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
