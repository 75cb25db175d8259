import type { DatabaseSync } from "node:sqlite";
import type { LedgerEntry } from "../budget/ledger.ts";

/** The reserved entries of a ledger file, with their times in epoch milliseconds: those under way, those that ended as unknown, and those of dead processes. */
export interface LedgerEntries {
  add(entry: LedgerEntry, reservedAt: number): void;
  markUnknown(id: string): void;
  /** Takes an entry out; `undefined` when it is not there, or not any more. */
  remove(id: string): { readonly entry: LedgerEntry; readonly reservedAt: number } | undefined;
  /** Those that ended as unknown, and those reserved before a time; only those reserved from another time on; oldest first. */
  listUnknown(reservedBefore: number, from?: number): LedgerEntry[];
}

export const entriesSchema = `
  create table entries (
    id text not null unique, operation text not null, label text not null, day text not null, cost text not null,
    reservedAt integer not null, isUnknown integer not null default 0
  ) strict`;

export function prepareEntries(database: DatabaseSync): LedgerEntries {
  const add = database.prepare(
    "insert into entries (id, operation, label, day, cost, reservedAt) values (?, ?, ?, ?, ?, ?)",
  );
  const mark = database.prepare("update entries set isUnknown = 1 where id = ?");
  const remove = database.prepare("delete from entries where id = ? returning *");
  const list = database.prepare(
    "select * from entries where (isUnknown or reservedAt < ?) and reservedAt >= ? order by reservedAt, rowid",
  );
  return {
    add: ({ id, operation, label, day, cost }, reservedAt) => void add.run(id, operation, label, day, cost, reservedAt),
    markUnknown: (id) => void mark.run(id),
    remove: (id) => {
      const row = remove.get(id);
      return row && { entry: toEntry(row), reservedAt: Number(row["reservedAt"]) };
    },
    listUnknown: (reservedBefore, from = 0) => list.all(reservedBefore, from).map(toEntry),
  };
}

function toEntry({ id, operation, label, day, cost }: Readonly<Record<string, unknown>>): LedgerEntry {
  return {
    id: String(id),
    operation: String(operation),
    label: String(label),
    day: String(day),
    cost: String(cost),
  };
}
